import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { SettleStep } from "./settle-step";

const path = "/api/v1/projects/shop/executions/exe_1/steps/post/settle";

let server: FakeServer;

beforeEach(() => {
  server = aServer().on(`POST ${path}`, { status: 202, body: { id: "exe_1", status: "running" } });
});

function show(role: string) {
  server.on("GET /api/v1/session", { body: { id: "usr_1", name: "Ada", role } });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SettleStep project="shop" execution="exe_1" step="post" />
    </QueryClientProvider>,
  );
}

describe("a step whose outcome is unknown", () => {
  it("is settled as succeeded with what was found", async () => {
    show("operator");
    await userEvent.selectOptions(await screen.findByLabelText("What you found"), "succeeded");
    await userEvent.type(screen.getByLabelText(/Its output/), '{{"id": 7}');
    await userEvent.type(screen.getByLabelText(/Note/), "It is in the channel.");
    await userEvent.click(screen.getByRole("button", { name: "Settle" }));
    await expect.poll(() => server.asked.at(-1)?.path).toBe(path);
    expect(JSON.parse(server.last.body)).toEqual({
      as: "succeeded",
      output: { id: 7 },
      note: "It is in the channel.",
    });
  });

  it("is run again without an output", async () => {
    show("operator");
    await userEvent.selectOptions(await screen.findByLabelText("What you found"), "retry");
    expect(screen.queryByLabelText(/Its output/)).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Settle" }));
    await expect.poll(() => server.asked.at(-1)?.path).toBe(path);
    expect(JSON.parse(server.last.body)).toEqual({ as: "retry" });
  });

  it("is not settled with an output that cannot be read", async () => {
    show("operator");
    await userEvent.selectOptions(await screen.findByLabelText("What you found"), "succeeded");
    await userEvent.type(screen.getByLabelText(/Its output/), "seven");
    await userEvent.click(screen.getByRole("button", { name: "Settle" }));
    expect(screen.getByText(/not valid JSON/)).toBeTruthy();
    expect(server.asked.every((asked) => asked.method === "GET")).toBe(true);
  });

  it("is not settled before anybody has chosen", async () => {
    show("operator");
    await userEvent.click(await screen.findByRole("button", { name: "Settle" }));
    expect(screen.getAllByText("Choose what you found")).toHaveLength(2);
    expect(server.asked.every((asked) => asked.method === "GET")).toBe(true);
  });

  it("shows what the server says against it", async () => {
    show("operator");
    server.on(`POST ${path}`, {
      status: 409,
      body: { code: "illegal_transition", detail: "Somebody was faster.", status: 409 },
    });
    await userEvent.selectOptions(await screen.findByLabelText("What you found"), "failed");
    await userEvent.click(screen.getByRole("button", { name: "Settle" }));
    expect(await screen.findByText(/Somebody was faster/)).toBeTruthy();
  });

  it("is explained to those who may only look", async () => {
    show("viewer");
    await expect.poll(() => server.asked.length).toBeGreaterThan(0);
    expect(screen.getByText(/nobody knows whether it happened/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Settle" })).toBeNull();
  });
});
