import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { MadeToken } from "./made-token";

it("a new token can be copied by itself, and with its address for a shell", async () => {
  const user = userEvent.setup();
  render(<MadeToken secret="mr_abc123" />);
  await user.click(screen.getByRole("button", { name: /^Copy.*token$/i }));
  expect(await navigator.clipboard.readText()).toBe("mr_abc123");
  await user.click(screen.getByRole("button", { name: /shell/ }));
  const origin = new URL(document.baseURI).origin;
  expect(await navigator.clipboard.readText()).toBe(`export MILLRACE_URL='${origin}' MILLRACE_TOKEN=mr_abc123`);
});
