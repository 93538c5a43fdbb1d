import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";
import "./fake-server";

afterEach(() => {
  cleanup();
  localStorage.clear();
});

// jsdom has no dialogs that open.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};

// Nor does it scroll.
window.scrollTo = () => {};
