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
import { aServer, type FakeServer } from "@/lib/fake-server";
import { PollsScreen } from "./polls-screen";

type Trigger = Schemas["TriggerView"];

const path = "/api/v1/projects/shop";

function poll(changes: Partial<Trigger> = {}): Trigger {
  return {
    workflow: "parcels",
    id: "new",
    kind: "poll",
    enabled: true,
    when: null,
    url: null,
    timing: "every PT5M",
    zone: null,
    after: null,
    on: [],
    poll: "github.issue_found",
    connection: "code",
    cursor: null,
    starts_at: null,
    ends_at: null,
    jitter: null,
    last_fire: new Date(Date.now() - 220_000).toISOString(),
    last_error: null,
    fires: 4,
    skipped: 0,
    expected: 0,
    missed: 0,
    next_fires: [new Date(Date.now() + 120_000).toISOString()],
    ...changes,
  };
}

async function show(items: Trigger[], role: Role = "operator"): Promise<FakeServer> {
  const server = aServer().on(`GET ${path}/triggers`, { body: { items, next: null } });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, { id: "usr_1", name: "Ada", role } as Schemas["SessionView"]);
  const root = createRootRoute({ component: Outlet });
  const shell = createRoute({ getParentRoute: () => root, id: "shell" });
  const project = createRoute({ getParentRoute: () => shell, path: "/p/$project" });
  const polls = createRoute({ getParentRoute: () => project, path: "/polls", component: PollsScreen });
  const router = createRouter({
    routeTree: root.addChildren([shell.addChildren([project.addChildren([polls])])]),
    history: createMemoryHistory({ initialEntries: ["/p/shop/polls"] }),
  });
  await router.load();
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  await screen.findByText(/github\.issue_found|No polls yet/);
  return server;
}

describe("a poll", () => {
  it("says when it was asked, that it went well, and how far it has come", async () => {
    await show([poll({ cursor: new Date(Date.now() - 7_400_000).toISOString() })]);
    expect(screen.getByText(/^3 min\.? ago$/)).toBeTruthy();
    expect(screen.getByText("works")).toBeTruthy();
    expect(screen.getByText(/has come to/).textContent).toMatch(/2 hr/);
    expect(screen.getByRole("link", { name: "code" }).getAttribute("href")).toBe("/p/shop/connections/code");
  });

  it("says why the last look failed", async () => {
    await show([poll({ last_error: "authentication: Bad credentials." })]);
    expect(screen.getByText("failing")).toBeTruthy();
    expect(screen.getByText("authentication: Bad credentials.")).toBeTruthy();
  });

  it("that is due, or was never asked, says so", async () => {
    await show([poll({ last_fire: null, next_fires: [new Date(Date.now() - 600_000).toISOString()] })]);
    expect(screen.getByText("not yet")).toBeTruthy();
    expect(screen.getByText("within seconds")).toBeTruthy();
  });

  it("is asked at once when somebody wants it", async () => {
    const server = await show([poll()]);
    server.on(`POST ${path}/workflows/parcels/triggers/new/poll`, { body: poll() });
    await userEvent.click(screen.getByRole("button", { name: "Look now at new of parcels" }));
    expect(server.asked.some((asked) => asked.path.endsWith("/triggers/new/poll"))).toBe(true);
  });

  it("of a disabled workflow, or for a viewer, is not asked", async () => {
    await show([poll({ enabled: false })]);
    expect(screen.getByRole("button", { name: /^Look now at new of parcels\. Enable/ })).toHaveProperty(
      "disabled",
      true,
    );
  });

  it("is only looked at by viewers", async () => {
    await show([poll()], "viewer");
    expect(screen.queryByRole("button", { name: /Look now/ })).toBeNull();
  });
});

it("where there are no polls, it is said how one comes to be", async () => {
  await show([]);
  expect(screen.getByRole("link", { name: "See the tools" })).toBeTruthy();
});
