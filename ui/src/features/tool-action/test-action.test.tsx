import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { aServer, type FakeServer } from "@/lib/fake-server";
import type { Values } from "@/schema-form/model";
import { TestAction } from "./test-action";

const path = "/api/v1/projects/shop";
const event = { id: "evt_1", type: "order", source: "/hooks", time: "2026-11-22T10:00:00Z" };
const button = { name: "Test the action" };

let server: FakeServer;

beforeEach(() => {
  server = aServer()
    .on(`GET ${path}/events`, { body: { items: [event], next: null } })
    .on(`POST ${path}/actions/http.request/executions`, { status: 202, body: { id: "exe_1", event: "evt_2" } });
});

function show(input: Values, valid = true) {
  const onProblems = vi.fn<(found: Map<string, string>) => void>();
  const rootRoute = createRootRoute({
    component: () => (
      <TestAction
        project="shop"
        action="http.request"
        value={{ connection: "", input }}
        check={() => valid}
        onProblems={onProblems}
      />
    ),
  });
  const router = createRouter({ routeTree: rootRoute, history: createMemoryHistory() });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      {/* biome-ignore lint/suspicious/noExplicitAny: the router of a test has other routes than the product's */}
      <RouterProvider router={router as any} />
    </QueryClientProvider>,
  );
  return onProblems;
}

function ran(): unknown {
  return server.asked.filter((each) => each.path.endsWith("/executions")).map((each) => JSON.parse(each.body).input);
}

it("an input without expressions is run as it stands", async () => {
  show({ text: "a" });
  await userEvent.click(await screen.findByRole("button", button));
  await screen.findByRole("link");
  expect(ran()).toEqual([{ text: "a" }]);
});

it("expressions that need no event get their values first", async () => {
  server.on(`POST ${path}/expressions/evaluate`, { body: { value: { text: "abc" }, problems: [] } });
  show({ text: "{{ vars.X }}" });
  await userEvent.click(await screen.findByRole("button", button));
  await screen.findByRole("link");
  expect(ran()).toEqual([{ text: "abc" }]);
  expect(server.asked.some((each) => each.path === `${path}/events`)).toBe(false);
});

it("expressions that read the event get the newest one, and the form says which", async () => {
  server.on(`POST ${path}/expressions/evaluate`, { body: { value: { text: 7 }, problems: [] } });
  show({ text: "{{ event.data.n }}" });
  expect(await screen.findByText(/with the newest event as event: order/)).toBeTruthy();
  await userEvent.click(await screen.findByRole("button", button));
  await screen.findByRole("link");
  expect(ran()).toEqual([{ text: 7 }]);
  const asked = server.asked.find((each) => each.path.endsWith("/evaluate"));
  expect(JSON.parse(asked?.body ?? "")).toEqual({ template: { text: "{{ event.data.n }}" }, sample_event: "evt_1" });
});

it("what has no value is said beside its field, and nothing is run", async () => {
  const problems = [{ path: "text", line: 0, column: 0, message: "There is no such key." }];
  server.on(`POST ${path}/expressions/evaluate`, { body: { value: null, problems } });
  const onProblems = show({ text: "{{ event.data.n }}" });
  await userEvent.click(await screen.findByRole("button", button));
  expect(await screen.findByText(/There is no such key/)).toBeTruthy();
  expect([...(onProblems.mock.lastCall?.[0] ?? [])]).toEqual([["text", "There is no such key."]]);
  expect(ran()).toEqual([]);
});

it("nothing is run while the form has a problem", async () => {
  show({ text: "a" }, false);
  await userEvent.click(await screen.findByRole("button", button));
  expect(server.asked).toEqual([]);
});

it("it is said why there is no test when no event has come, or a secret is used", async () => {
  server.on(`GET ${path}/events`, { body: { items: [], next: null } });
  show({ text: "{{ event.data.n }}" });
  expect(await screen.findByText(/none has come yet/)).toBeTruthy();
  show({ text: "{{ secrets.TOKEN }}" });
  expect(await screen.findByText(/only a running workflow may read/)).toBeTruthy();
  expect(screen.queryByRole("button", button)).toBeNull();
});
