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
import type { Role, Schemas } from "@/lib/api/client";
import { sessionQuery } from "@/lib/api/queries";
import type { Lane } from "@/lib/execution";
import { aServer } from "@/lib/fake-server";
import { LimitNotice } from "./limit-notice";

async function show(lane: Partial<Lane>, role: Role = "editor") {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, { id: "usr_1", name: "Ada", role } as Schemas["SessionView"]);
  const root = createRootRoute({ component: Outlet });
  const whole: Lane = { scope: "pause:orders", key: "", why: "paused", since: "2027-01-04T07:00:00Z", ...lane };
  const home = createRoute({
    getParentRoute: () => root,
    path: "/",
    component: () => <LimitNotice project="shop" lane={whole} />,
  });
  const connection = createRoute({ getParentRoute: () => root, path: "/p/$project/connections/$connection" });
  const router = createRouter({
    routeTree: root.addChildren([home, connection]),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  await screen.findByText(/Waits since/);
}

describe("what waits for its turn", () => {
  it("says since when, and together with what it is counted", async () => {
    await show({ scope: "workflow:orders", key: "acme", why: "concurrency" });
    expect(screen.getByText(/As many executions of the workflow run as may run at once/)).toBeTruthy();
    expect(screen.getByText("Counted together with all of the key acme.")).toBeTruthy();
    expect(screen.getByText(/4 Jan 2027/)).toBeTruthy();
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("leads to the connection that has no room", async () => {
    await show({ scope: "connection:chat", why: "authentication" });
    expect(screen.getByText(/made once the connection has been mended/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "See the connection" }).getAttribute("href")).toBe(
      "/p/shop/connections/chat",
    );
  });

  it("because its workflow is paused, is let go on from there", async () => {
    const server = aServer().on("POST /api/v1/projects/shop/workflows/orders/resume", { body: {} });
    await show({});
    await userEvent.click(screen.getByRole("button", { name: "Resume the workflow" }));
    expect(server.last.path).toBe("/api/v1/projects/shop/workflows/orders/resume");
  });

  it("is not let go on by those who may not change the workflow", async () => {
    await show({}, "operator");
    expect(screen.getByText(/The workflow is paused/)).toBeTruthy();
    expect(screen.queryByRole("button")).toBeNull();
  });
});
