import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { Schemas } from "@/lib/api/client";
import { type ExecutionFilter, sessionQuery } from "@/lib/api/queries";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { BulkChange } from "./bulk-change";
import { operationsFor, wishOf } from "./bulk-run";

const path = "/api/v1/projects/shop/executions/bulk";

let server: FakeServer;

beforeEach(() => {
  server = aServer().on(`POST ${path}/count`, { body: { matching: 150, more: false, cursor: "one" } });
});

async function show(filter: ExecutionFilter, role = "operator") {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, { id: "usr_1", name: "Ada", role } as Schemas["SessionView"]);
  const root = createRootRoute({ component: Outlet });
  const home = createRoute({
    getParentRoute: () => root,
    path: "/",
    component: () => <BulkChange project="shop" filter={filter} offered />,
  });
  const history = createMemoryHistory({ initialEntries: ["/"] });
  const router = createRouter({ routeTree: root.addChildren([home]), history });
  await router.load();
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
}

async function open(): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole("button", { name: "Change all of these" }));
  return screen.getByRole("dialog");
}

const sent = (to: string) => server.asked.filter((asked) => asked.path === to).map((asked) => JSON.parse(asked.body));
const refusal = { execution: "exe_7", code: "workflow_disabled", detail: "It is disabled." };

describe("what can be done with what a filter shows", () => {
  it("goes by the status", () => {
    expect(operationsFor({})).toEqual(["cancel", "restart", "replay"]);
    expect(operationsFor({ status: "failed" })).toEqual(["restart", "replay"]);
    expect(operationsFor({ status: "waiting" })).toEqual(["cancel"]);
    expect(operationsFor({ status: "cancelling" })).toEqual([]);
    expect(operationsFor({ unfinished: true })).toEqual(["cancel"]);
  });

  it("is asked for without what only the list knows", () => {
    expect(wishOf("cancel", "newest", { unfinished: true, workflow: "orders" })).toEqual({
      operation: "cancel",
      filter: { workflow: "orders" },
    });
    expect(wishOf("replay", "same", { tag: "chat" })).toEqual({
      operation: "replay",
      version: "same",
      filter: { tag: "chat" },
    });
  });
});

describe("a change of many executions", () => {
  it("is counted first, says what it is about, and changes nothing yet", async () => {
    await show({ status: "failed", workflow: "orders" });
    const dialog = within(await open());
    expect(await dialog.findByText(/^150 executions will go on/)).toBeTruthy();
    expect(dialog.getByText(/Workflow orders, Status failed/)).toBeTruthy();
    expect(sent(`${path}/count`)).toEqual([{ operation: "restart", filter: { status: "failed", workflow: "orders" } }]);
    expect(sent(path)).toEqual([]);
  });

  it("goes on portion by portion and lists what was refused", async () => {
    const portions = [
      { done: ["exe_1", "exe_2"], refused: [], next: "two" },
      { done: ["exe_3"], refused: [refusal], next: null },
    ];
    server.on(`POST ${path}`, () => ({ body: portions.shift() }));
    await show({ status: "failed" });
    const dialog = within(await open());
    await userEvent.click(await dialog.findByRole("button", { name: "Restart them" }));
    expect(await dialog.findByText("3 executions changed.")).toBeTruthy();
    expect(dialog.getByText("1 execution left as they are:")).toBeTruthy();
    expect(dialog.getByRole("link", { name: "exe_7" })).toBeTruthy();
    expect(sent(path).map((body) => body.cursor)).toEqual(["one", "two"]);
  });

  it("is counted anew for another version, and the version goes with it", async () => {
    server.on(`POST ${path}`, { body: { done: [], refused: [], next: null } });
    await show({ status: "succeeded" });
    const dialog = within(await open());
    await userEvent.selectOptions(await dialog.findByLabelText("On which version"), "same");
    await userEvent.click(await dialog.findByRole("button", { name: "Replay them" }));
    await dialog.findByText("0 executions changed.");
    expect(sent(`${path}/count`).map((body) => body.version)).toEqual(["newest", "same"]);
    expect(sent(path)[0].version).toBe("same");
  });

  it("asks for the same portion again after an answer that did not arrive", async () => {
    let broken = true;
    server.on(`POST ${path}`, () => {
      if (broken) return { status: 0 };
      return { body: { done: ["exe_1"], refused: [], next: null } };
    });
    await show({ status: "failed" });
    const dialog = within(await open());
    await userEvent.click(await dialog.findByRole("button", { name: "Restart them" }));
    expect(await dialog.findByText(/The last answer did not arrive/)).toBeTruthy();
    broken = false;
    await userEvent.click(dialog.getByRole("button", { name: "Go on" }));
    expect(await dialog.findByText("1 execution changed.")).toBeTruthy();
    expect(sent(path).map((body) => body.cursor)).toEqual(["one", "one"]);
  });

  it("says why the server refused a portion, and does not call that a lost answer", async () => {
    server.on(`POST ${path}`, { status: 403, body: { code: "forbidden", detail: "Your role may not do this." } });
    await show({ status: "failed" });
    const dialog = within(await open());
    await userEvent.click(await dialog.findByRole("button", { name: "Restart them" }));
    expect(await dialog.findByText(/Your role may not do this/)).toBeTruthy();
    expect(dialog.queryByText(/did not arrive/)).toBeNull();
  });

  it("stops between portions when it is told to", async () => {
    let release: () => void = () => {};
    server.on(
      `POST ${path}`,
      () =>
        new Promise((resolve) => {
          release = () => resolve({ body: { done: ["exe_1"], refused: [], next: "more" } });
        }),
    );
    await show({ status: "failed" });
    const dialog = within(await open());
    await userEvent.click(await dialog.findByRole("button", { name: "Restart them" }));
    await userEvent.click(await dialog.findByRole("button", { name: "Stop" }));
    release();
    expect(await dialog.findByText(/^Stopped/)).toBeTruthy();
    expect(sent(path)).toHaveLength(1);
    expect(dialog.getByRole("button", { name: "Go on" })).toBeTruthy();
  });

  it("cannot be begun where nothing fits", async () => {
    server.on(`POST ${path}/count`, { body: { matching: 0, more: false, cursor: null } });
    await show({});
    const dialog = within(await open());
    expect(await dialog.findByText("No execution fits.")).toBeTruthy();
    expect(dialog.getByRole("button", { name: "Cancel them" })).toHaveProperty("disabled", true);
    expect(dialog.getByText(/about the whole project/)).toBeTruthy();
  });

  it("is not offered while a text is searched for, and never to viewers", async () => {
    await show({ q: "order" });
    expect(await screen.findByRole("button", { name: "Change all of these" })).toHaveProperty("disabled", true);
    expect(screen.getByText(/Clear the search text first/)).toBeTruthy();
  });

  it("is not offered to viewers", async () => {
    await show({}, "viewer");
    expect(screen.queryByRole("button")).toBeNull();
  });
});
