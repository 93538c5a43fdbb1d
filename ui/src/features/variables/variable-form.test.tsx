import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Schemas } from "@/lib/api/client";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { VariableForm } from "./variables-screen";

const path = "/api/v1/projects/shop/variables/SHEET";
const present: Schemas["VariableItem"] = {
  name: "SHEET",
  secret: false,
  value: "one",
  created_at: "2026-11-22T08:00:00Z",
  updated_at: "2026-11-22T08:00:00Z",
  revision: 1,
};

let server: FakeServer;

beforeEach(() => {
  server = aServer();
});

function show(item: Schemas["VariableItem"] | null, onDone: () => void) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <VariableForm project="shop" item={item} onDone={onDone} />
    </QueryClientProvider>,
  );
}

describe("the form of a variable", () => {
  it("does not change one of the same name that somebody has made already", async () => {
    const onDone = vi.fn();
    server.on(`PUT ${path}`, { status: 412, body: { code: "precondition_failed", detail: "There is one already." } });
    show(null, onDone);
    await userEvent.type(screen.getByLabelText(/^Name/), "SHEET");
    await userEvent.type(screen.getByLabelText(/^Value/), "two");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/There is one already/)).toBeTruthy();
    expect(server.last.headers.get("If-None-Match")).toBe("*");
    expect(onDone).not.toHaveBeenCalled();
  });

  it("changes the one it was opened for", async () => {
    const onDone = vi.fn();
    server.on(`PUT ${path}`, { body: present });
    show(present, onDone);
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await expect.poll(() => onDone.mock.calls.length).toBe(1);
    expect(server.asked.find((each) => each.method === "PUT")?.headers.get("If-None-Match")).toBeNull();
  });
});
