import { QueryClient, QueryClientProvider, useSuspenseQuery } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { workflowQuery } from "@/lib/api/queries";
import { aServer } from "@/lib/fake-server";
import { errors } from "@/lib/texts/common";
import { shell } from "@/lib/texts/shell";
import { ProjectFrame, RouteError } from "./route-states";

function WorkflowScreen() {
  const { data } = useSuspenseQuery({ ...workflowQuery("shop", "gone"), retry: false });
  return <p>{data.data.name}</p>;
}

/** The frame of a project around two screens, as the real tree has it. */
function open(address: string) {
  const root = createRootRoute({ component: Outlet });
  const project = createRoute({ getParentRoute: () => root, path: "/p/$project", component: ProjectFrame });
  const home = createRoute({ getParentRoute: () => project, path: "/", component: () => <p>four panels</p> });
  const workflow = createRoute({
    getParentRoute: () => project,
    path: "/workflows/$workflow",
    component: WorkflowScreen,
  });
  const router = createRouter({
    routeTree: root.addChildren([project.addChildren([home, workflow])]),
    history: createMemoryHistory({ initialEntries: [address] }),
    defaultErrorComponent: RouteError,
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      {/* The tree of a test is not the one that the product registers. */}
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
  aServer()
    .on("GET /api/v1/projects", { body: { items: [{ id: "shop", name: "Shop" }], next: null } })
    .on("GET /api/v1/projects/shop/workflows/gone", {
      status: 404,
      body: { code: "not_found", detail: "There is no workflow 'gone'." },
    });
});

it("an unknown project is one message, with the way to one that exists", async () => {
  open("/p/nowhere");
  expect(await screen.findByRole("heading", { name: shell.noProjectTitle })).toBeTruthy();
  expect(screen.queryByText("four panels")).toBeNull();
  expect(screen.getByRole("link", { name: shell.home }).getAttribute("href")).toBe("/p/shop");
});

it("a project that exists shows its screens", async () => {
  open("/p/shop");
  expect(await screen.findByText("four panels")).toBeTruthy();
});

it("an unknown workflow is one message, with the way to the list", async () => {
  open("/p/shop/workflows/gone");
  expect(await screen.findByRole("heading", { name: errors.notFound })).toBeTruthy();
  expect(screen.getByText("There is no workflow 'gone'.")).toBeTruthy();
  expect(screen.getByRole("link", { name: shell.backTo(shell.workflows) }).getAttribute("href")).toBe(
    "/p/shop/workflows",
  );
});
