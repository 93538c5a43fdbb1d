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
import { aServer } from "@/lib/fake-server";
import { SchedulesScreen } from "./schedules-screen";

type Trigger = Schemas["TriggerView"];

function schedule(workflow: string, changes: Partial<Trigger> = {}): Trigger {
  return {
    workflow,
    id: "clock",
    kind: "schedule",
    enabled: true,
    when: null,
    url: null,
    timing: "cron 0 8 * * *",
    zone: "Europe/Berlin",
    after: null,
    on: [],
    poll: null,
    connection: null,
    cursor: null,
    starts_at: null,
    ends_at: null,
    jitter: null,
    last_fire: null,
    last_error: null,
    fires: 14,
    skipped: 0,
    expected: 14,
    missed: 0,
    next_fires: ["2027-01-04T07:00:00Z"],
    ...changes,
  };
}

async function show(items: Trigger[], role: Role = "operator") {
  aServer().on("GET /api/v1/projects/shop/triggers", { body: { items, next: null } });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, { id: "usr_1", name: "Ada", role } as Schemas["SessionView"]);
  const root = createRootRoute({ component: Outlet });
  const shell = createRoute({ getParentRoute: () => root, id: "shell" });
  const project = createRoute({ getParentRoute: () => shell, path: "/p/$project" });
  const schedules = createRoute({ getParentRoute: () => project, path: "/schedules", component: SchedulesScreen });
  const workflow = createRoute({ getParentRoute: () => project, path: "/workflows/$workflow" });
  const router = createRouter({
    routeTree: root.addChildren([shell.addChildren([project.addChildren([schedules, workflow])])]),
    history: createMemoryHistory({ initialEntries: ["/p/shop/schedules"] }),
  });
  await router.load();
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  await screen.findByRole("table");
}

describe("the figures of a schedule", () => {
  it("are one number while everything that was due has fired", async () => {
    await show([schedule("morning")]);
    expect(screen.getByRole("cell", { name: "14" })).toBeTruthy();
    expect(screen.queryByText(/missed|left out/)).toBeNull();
  });

  it("say what was left out and what was missed, and what to do then", async () => {
    await show([schedule("morning", { fires: 10, skipped: 3, missed: 2, expected: 15 }), schedule("evening")]);
    expect(screen.getByText("10 of 15")).toBeTruthy();
    expect(screen.getByText("3 left out")).toBeTruthy();
    expect(screen.getByText("2 missed")).toBeTruthy();
    expect(screen.getByText("2 slots of morning are due and have not fired.")).toBeTruthy();
    expect(screen.getByText(/see whether a node is active/)).toBeTruthy();
  });

  it("are summed up when several schedules stand still", async () => {
    await show([schedule("morning", { missed: 1 }), schedule("evening", { missed: 2 })]);
    expect(screen.getByText("3 slots of 2 schedules are due and have not fired.")).toBeTruthy();
  });
});

describe("a backfill", () => {
  it("is opened from the row of its schedule", async () => {
    await show([schedule("morning")]);
    await userEvent.click(screen.getByRole("button", { name: "Backfill clock of morning" }));
    expect(await screen.findByRole("heading", { name: "Backfill clock of morning" })).toBeTruthy();
  });

  it("is not offered while the workflow is disabled, and says so", async () => {
    await show([schedule("morning", { enabled: false })]);
    const button = screen.getByRole("button", { name: /^Backfill clock of morning\. Enable the workflow first/ });
    expect(button).toHaveProperty("disabled", true);
  });

  it("is not offered to viewers", async () => {
    await show([schedule("morning")], "viewer");
    expect(screen.queryByRole("button", { name: /Backfill/ })).toBeNull();
  });
});
