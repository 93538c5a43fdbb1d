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
import type { StepDetail, StepItems } from "@/lib/execution";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { type ItemFilter, itemFilters } from "@/lib/items";
import { oneOf, place, present } from "@/lib/search";
import { ItemProgress } from "./item-progress";
import { ItemPanel, ItemsPanel } from "./items";

const path = "/api/v1/projects/shop/executions/exe_1/steps/send/items";
const counts: StepItems = { count: 5, succeeded: 2, failed: 2, unknown: 0, running: 0 };
const step = { id: "send", kind: "action", status: "failed", items: counts, attempts: [] } as unknown as StepDetail;

function row(index: number, status: string, reason = "") {
  return { index, status, attempts: 1, error_class: null, reason, finished_at: null, next_at: null };
}

let server: FakeServer;

beforeEach(() => {
  server = aServer()
    .on(`GET ${path}`, ({ query }) => {
      if (query.status === "failed") return { body: { items: [row(1, "failed", "Too late.")], next: null } };
      if (query.status) return { body: { items: [], next: null } };
      if (query.cursor) return { body: { items: [row(2, "skipped")], next: null } };
      return { body: { items: [row(0, "succeeded"), row(1, "failed", "Too late.")], next: "more" } };
    })
    .on(`GET ${path}/1`, {
      body: {
        index: 1,
        status: "failed",
        value: { name: "Ada" },
        attempts: [
          {
            number: 1,
            status: "failed",
            error_class: "timeout",
            decision: "fail",
            reason: "Too late.",
            started_at: "2026-11-23T09:00:00Z",
            finished_at: "2026-11-23T09:00:05Z",
            next_at: null,
            input: null,
            exchanges: null,
            output: null,
          },
        ],
      },
    });
});

/** The parts of the screen that show items, with their state in the address as the screen has it. */
async function show(search = "", of: StepDetail = step) {
  const root = createRootRoute({ component: Outlet });
  const execution = createRoute({
    getParentRoute: () => root,
    path: "/p/$project/executions/$execution",
    validateSearch: (raw) => present({ items: oneOf(raw, "items", itemFilters), item: place(raw, "item") }),
    component: Parts,
  });
  function Parts() {
    const { items, item } = execution.useSearch() as { items?: ItemFilter; item?: number };
    const common = { project: "shop", execution: "exe_1" };
    return (
      <>
        {of.items && <ItemProgress {...common} step={of.id} items={of.items} />}
        {item !== undefined && <ItemPanel key={item} {...common} step={of} index={item} status={items} />}
        <ItemsPanel {...common} step={of} status={items} chosen={item} />
      </>
    );
  }
  const history = createMemoryHistory({ initialEntries: [`/p/shop/executions/exe_1${search}`] });
  const router = createRouter({ routeTree: root.addChildren([execution]), history });
  await router.load();
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return history;
}

describe("the items of a step", () => {
  it("are counted in words, beside the bar", async () => {
    await show();
    expect(await screen.findByText("4 of 5 items have ended")).toBeTruthy();
    const bar = screen.getByRole("progressbar", { name: "How far it is with the items" });
    expect(bar.getAttribute("aria-valuenow")).toBe("4");
    expect(bar.getAttribute("aria-valuetext")).toBe("2 succeeded, 2 failed, 1 left");
    expect(screen.queryByText(/unknown/, { selector: ".badge" })).toBeNull();
  });

  it("are listed page by page", async () => {
    await show();
    await screen.findByRole("link", { name: "Item 1" });
    expect(screen.queryByRole("link", { name: "Item 2" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Show more" }));
    expect(await screen.findByRole("link", { name: "Item 2" })).toBeTruthy();
    expect(server.last.query.cursor).toBe("more");
  });

  it("that failed are one click away, and stay in the address", async () => {
    const history = await show();
    await userEvent.click(await screen.findByRole("link", { name: "2 failed" }));
    await expect.poll(() => server.last.query.status).toBe("failed");
    expect(history.location.search).toContain("items=failed");
    await expect.poll(() => screen.queryByRole("link", { name: "Item 0" })).toBeNull();
    expect(await screen.findByText("Too late.")).toBeTruthy();
  });

  it("are filtered by their status, and shown all again from where none fits", async () => {
    const history = await show();
    await userEvent.selectOptions(await screen.findByLabelText("Status"), "cancelled");
    expect(await screen.findByText("No item has this status")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /Clear/ }));
    expect(await screen.findByRole("link", { name: "Item 0" })).toBeTruthy();
    expect(history.location.search).not.toContain("items=");
  });

  it("show their value and attempts when chosen, and keep the filter", async () => {
    const history = await show("?items=failed");
    await userEvent.click(await screen.findByRole("link", { name: "Item 1" }));
    const panel = await screen.findByRole("region", { name: "Item 1" });
    expect(await within(panel).findByText("Attempt 1")).toBeTruthy();
    expect(within(panel).getByRole("group", { name: "Value" }).textContent).toContain("Ada");
    expect(history.location.search).toContain("item=1");
    await userEvent.click(within(panel).getByRole("link", { name: "Close the item" }));
    await expect.poll(() => screen.queryByRole("region", { name: "Item 1" })).toBeNull();
    expect(history.location.search).toContain("items=failed");
  });

  it("fail by themselves: a missing item leaves the list", async () => {
    await show("?item=7");
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(await screen.findByRole("link", { name: "Item 0" })).toBeTruthy();
  });

  it("are none of an empty list", async () => {
    server.on(`GET ${path}`, { body: { items: [], next: null } });
    await show("", { ...step, items: { count: 0, succeeded: 0, failed: 0, unknown: 0, running: 0 } });
    expect(await screen.findByText("No items")).toBeTruthy();
    expect(screen.getByText("The list was empty, so there was nothing to do.")).toBeTruthy();
  });
});
