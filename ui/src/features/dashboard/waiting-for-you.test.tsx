import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Schemas } from "@/lib/api/client";
import { sessionQuery } from "@/lib/api/queries";
import { aServer } from "@/lib/fake-server";
import { Loaded } from "@/ui/panel";
import { WaitingForYou } from "./waiting-for-you";

function item(number: number, roles: Schemas["ApprovalItem"]["roles"] = []): Schemas["ApprovalItem"] {
  return {
    execution: `exe_${number}`,
    workflow: "refund",
    version: 1,
    step: "ask",
    title: `Refund ${number} EUR?`,
    details: "",
    roles,
    asked_at: "2026-11-23T09:00:00Z",
    until: "2026-11-25T09:00:00Z",
  };
}

function show(
  items: Schemas["ApprovalItem"][],
  { role = "operator", status = 200, next = null as string | null } = {},
) {
  const body = status === 200 ? { items, next } : { code: "unavailable", detail: "The database is away.", status };
  const server = aServer().on("GET /api/v1/projects/shop/approvals", { status, body });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, { id: "usr_1", name: "Ada", role } as Schemas["SessionView"]);
  const root = createRootRoute({ component: Outlet });
  const home = createRoute({
    getParentRoute: () => root,
    path: "/",
    component: () => (
      <Loaded>
        <WaitingForYou project="shop" />
      </Loaded>
    ),
  });
  const execution = createRoute({ getParentRoute: () => root, path: "/p/$project/executions/$execution" });
  const router = createRouter({ routeTree: root.addChildren([home, execution]), history: createMemoryHistory() });
  render(
    <QueryClientProvider client={client}>
      {/* biome-ignore lint/suspicious/noExplicitAny: the router of a test has other routes than the product's */}
      <RouterProvider router={router as any} />
    </QueryClientProvider>,
  );
  return server;
}

describe("what waits for people", () => {
  it("is what their role may answer, each with the way to its step", async () => {
    show([item(3), item(2, ["owner"]), item(1, ["operator"])]);
    expect(await screen.findByText("Refund 3 EUR?")).toBeTruthy();
    const links = screen.getAllByRole("link");
    expect(links.map((link) => link.textContent)).toEqual(["Refund 3 EUR?", "Refund 1 EUR?"]);
    expect(links[0]?.getAttribute("href")).toBe("/p/shop/executions/exe_3?step=ask");
  });

  it("is said to be nothing where there is nothing for them", async () => {
    show([item(1, ["owner"])]);
    expect(await screen.findByText("Nothing waits for you")).toBeTruthy();
  });

  it("shows a few at first and the others when asked", async () => {
    show(Array.from({ length: 9 }, (_, number) => item(number)));
    await userEvent.click(await screen.findByRole("button", { name: "Show 3 more" }));
    expect(screen.getAllByRole("link")).toHaveLength(9);
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("says when there are more than were read", async () => {
    show([item(1)], { next: "cursor" });
    expect(await screen.findByText(/newest/)).toBeTruthy();
  });

  it("fails by itself and can be tried again", async () => {
    const server = show([], { status: 503 });
    expect(await screen.findByText("The database is away.")).toBeTruthy();
    server.on("GET /api/v1/projects/shop/approvals", { body: { items: [item(1)], next: null } });
    await userEvent.click(screen.getByRole("button"));
    expect(await screen.findByText("Refund 1 EUR?")).toBeTruthy();
  });
});
