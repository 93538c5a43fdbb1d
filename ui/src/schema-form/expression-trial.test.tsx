import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { ExpressionTrial, ExpressionTrials } from "./expression-trial";
import { SchemaForm } from "./schema-form";

const path = "/api/v1/projects/shop";

let server: FakeServer;

beforeEach(() => {
  const event = { id: "evt_1", type: "order", source: "/hooks", time: "2026-11-22T10:00:00Z" };
  server = aServer().on(`GET ${path}/events`, { body: { items: [event], next: null } });
});

function show(text: string, workflow?: string) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ExpressionTrials project="shop" workflow={workflow}>
        <ExpressionTrial text={text} label="Text" />
      </ExpressionTrials>
    </QueryClientProvider>,
  );
  return userEvent.click(screen.getByRole("button", { name: "Try: Text" }));
}

describe("trying an expression", () => {
  it("shows what it gives with the newest event", async () => {
    server.on(`POST ${path}/expressions/evaluate`, { body: { value: "Order 1", problems: [] } });
    await show("Order {{ event.data.n }}");
    expect(await screen.findByText("Order 1")).toBeTruthy();
    expect(screen.getByText(/With an event order/)).toBeTruthy();
    expect(JSON.parse(server.last.body)).toEqual({
      template: "Order {{ event.data.n }}",
      sample_event: "evt_1",
    });
  });

  it("sees what the steps of the workflow's newest execution gave", async () => {
    server
      .on(`GET ${path}/executions`, { body: { items: [{ id: "exe_1" }], next: null } })
      .on(`GET ${path}/executions/exe_1`, {
        body: { event: { id: "evt_1", type: "order", time: "2026-11-22T10:00:00Z" }, steps: [] },
      })
      .on(`POST ${path}/expressions/evaluate`, { body: { value: true, problems: [] } });
    await show("steps.post.output.ok", "orders");
    expect(await screen.findByText("true")).toBeTruthy();
    expect(JSON.parse(server.last.body)).toEqual({
      expression: "steps.post.output.ok",
      sample_execution: "exe_1",
    });
  });

  it("says what is wrong and where", async () => {
    const problem = { path: "", line: 2, column: 3, message: "There is no 'evnt' here." };
    server.on(`POST ${path}/expressions/evaluate`, { body: { value: null, problems: [problem] } });
    await show("1 +\n  evnt");
    expect((await screen.findByText(/There is no 'evnt' here/)).textContent).toContain("Line 2, column 3");
  });

  it("goes without data while nothing has come", async () => {
    server
      .on(`GET ${path}/events`, { body: { items: [], next: null } })
      .on(`POST ${path}/expressions/evaluate`, { body: { value: 2, problems: [] } });
    await show("1 + 1");
    expect(await screen.findByText(/No event has come yet/)).toBeTruthy();
    expect(JSON.parse(server.last.body).event).toEqual({ data: {} });
  });

  it("is offered in forms beside texts with expressions and nowhere else", () => {
    const schema = { properties: { a: { type: "string", title: "A" }, b: { type: "string", title: "B" } } };
    const form = <SchemaForm schema={schema} values={{ a: "x", b: "{{ vars.B }}" }} onChange={() => {}} expressions />;
    const { unmount } = render(form);
    expect(screen.queryByRole("button", { name: /Try/ })).toBeNull();
    unmount();
    render(
      <QueryClientProvider client={new QueryClient()}>
        <ExpressionTrials project="shop">{form}</ExpressionTrials>
      </QueryClientProvider>,
    );
    expect(screen.getAllByRole("button", { name: /Try/ }).map((button) => button.getAttribute("aria-label"))).toEqual([
      "Try: B",
    ]);
  });
});
