import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Schemas } from "@/lib/api/client";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { variables as texts } from "@/lib/texts/settings";
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

  it("keeps a text a text, also one that could be read as a number", async () => {
    server.on(`PUT ${path}`, { body: present });
    show(null, vi.fn());
    await userEvent.type(screen.getByLabelText(/^Name/), "SHEET");
    await userEvent.type(screen.getByLabelText(/^Value/), "12");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await expect.poll(() => server.asked.length).toBeGreaterThan(0);
    expect(JSON.parse(server.asked[0]?.body ?? "")).toEqual({ value: "12", secret: false });
  });

  it("takes JSON where it is chosen, and says what is none", async () => {
    server.on(`PUT ${path}`, { body: present });
    show(null, vi.fn());
    await userEvent.type(screen.getByLabelText(/^Name/), "SHEET");
    await userEvent.selectOptions(screen.getByLabelText(texts.as), "json");
    await userEvent.type(screen.getByLabelText(/^Value/), "1,");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/This is no JSON/)).toBeTruthy();
    expect(server.asked).toEqual([]);
    await userEvent.type(screen.getByLabelText(/^Value/), "{Backspace}2");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await expect.poll(() => server.asked.length).toBeGreaterThan(0);
    expect(JSON.parse(server.asked[0]?.body ?? "")).toEqual({ value: 12, secret: false });
  });

  it("tells the rule of names, and makes a name of what was typed", async () => {
    show(null, vi.fn());
    await userEvent.type(screen.getByLabelText(/^Name/), "sheet id");
    await userEvent.type(screen.getByLabelText(/^Value/), "x");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(texts.nameWrong)).toBeTruthy();
    expect(server.asked).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: texts.nameSuggestion("SHEET_ID") }));
    expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe("SHEET_ID");
    expect(screen.queryByText(texts.nameWrong)).toBeNull();
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
