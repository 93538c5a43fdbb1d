import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { Schemas } from "@/lib/api/client";
import { workflows as texts } from "@/lib/texts/workflows";
import { BothTexts } from "./conflict";

const theirs = { data: { id: "hello", text: "id: hello\nname: Theirs\n" } as Schemas["WorkflowView"], tag: '"7"' };

function show() {
  const told = { onTakeTheirs: vi.fn(), onKeepMine: vi.fn(), onClose: vi.fn() };
  render(<BothTexts mine={"id: hello\nname: Mine\n"} theirs={theirs} {...told} />);
  return told;
}

it("shows both texts, each to be copied", async () => {
  show();
  expect(screen.getByRole("heading", { name: texts.theirs })).toBeTruthy();
  expect(screen.getByRole("heading", { name: texts.mine })).toBeTruthy();
  expect(screen.getAllByRole("button", { name: /^Copy/ })).toHaveLength(2);
});

it.each([
  ["loads theirs", texts.loadTheirs, "onTakeTheirs", "onKeepMine"],
  ["saves over the very version that was compared", texts.keepMine, "onKeepMine", "onTakeTheirs"],
] as const)("%s when asked to, and does not do the other", async (_, button, done, not) => {
  const told = show();
  await userEvent.click(screen.getByRole("button", { name: button }));
  expect(told[done]).toHaveBeenCalledWith(theirs);
  expect(told[not]).not.toHaveBeenCalled();
  expect(told.onClose).toHaveBeenCalled();
});
