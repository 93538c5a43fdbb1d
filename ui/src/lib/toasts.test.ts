import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { currentToasts, dismissToast, onToasts, toast } from "./toasts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

it("a short message goes by itself, or when it is dismissed", () => {
  let told = 0;
  const stop = onToasts(() => told++);
  toast("Saved.");
  toast("Refused.", "danger");
  expect(currentToasts().map(({ text, tone }) => [text, tone])).toEqual([
    ["Saved.", "success"],
    ["Refused.", "danger"],
  ]);
  dismissToast(currentToasts()[0]?.id ?? 0);
  expect(currentToasts().map(({ text }) => text)).toEqual(["Refused."]);
  vi.advanceTimersByTime(6000);
  expect(currentToasts()).toEqual([]);
  expect(told).toBeGreaterThanOrEqual(4);
  stop();
});

it("only the newest four are shown at once", () => {
  for (const text of ["1", "2", "3", "4", "5"]) toast(text);
  expect(currentToasts().map(({ text }) => text)).toEqual(["2", "3", "4", "5"]);
});
