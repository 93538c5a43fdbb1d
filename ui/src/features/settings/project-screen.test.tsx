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
import { describe, expect, it } from "vitest";
import type { Role, Schemas } from "@/lib/api/client";
import { sessionQuery } from "@/lib/api/queries";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { daysOf, type Keeping, keptBy } from "./keeping";
import { ProjectScreen } from "./project-screen";

const path = "/api/v1/projects/shop";

async function show(keeping: Keeping, role: Role = "owner"): Promise<FakeServer> {
  const item = (said: Keeping, revision: number) => ({
    headers: { ETag: `"${revision}"` },
    body: { id: "shop", name: "The shop", retention_days: said.history, event_retention_days: said.events, revision },
  });
  let present = item(keeping, 1);
  const server = aServer()
    .on(`GET ${path}`, () => present)
    .on("GET /api/v1/version", { body: { version: "1", store: "sqlite", retention_days: 30 } })
    .on(`PUT ${path}/retention`, ({ body }) => {
      const { days, event_days } = JSON.parse(body);
      present = item({ history: days, events: event_days }, 2);
      return present;
    });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, { id: "usr_1", name: "Ada", role } as Schemas["SessionView"]);
  const root = createRootRoute({ component: Outlet });
  const shell = createRoute({ getParentRoute: () => root, id: "shell" });
  const project = createRoute({ getParentRoute: () => shell, path: "/p/$project" });
  const settings = createRoute({ getParentRoute: () => project, path: "/settings", component: ProjectScreen });
  const router = createRouter({
    routeTree: root.addChildren([shell.addChildren([project.addChildren([settings])])]),
    history: createMemoryHistory({ initialEntries: ["/p/shop/settings"] }),
  });
  await router.load();
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  await screen.findByRole("heading", { name: "How long history is kept" });
  return server;
}

const put = (server: FakeServer) => server.asked.filter((asked) => asked.method === "PUT");

describe("how long a project keeps its history", () => {
  it("is as the installation says, unless the project says otherwise", () => {
    expect(keptBy({ history: null, events: null }, 30)).toEqual({ history: 30, events: 30 });
    expect(keptBy({ history: 90, events: null }, 30)).toEqual({ history: 90, events: 90 });
    expect(keptBy({ history: null, events: 7 }, 30)).toEqual({ history: 30, events: 7 });
  });

  it("is a whole number of days, of which there are some", () => {
    expect(daysOf(" 90 ")).toBe(90);
    for (const wrong of ["", "0", "3651", "1.5", "-1", "ten"]) expect(daysOf(wrong), wrong).toBeNull();
  });

  it("is said with what is deleted and when", async () => {
    await show({ history: null, events: 7 });
    expect(screen.getByText(/^Executions that ended more than 30 days ago .* events .* 7 days ago/)).toBeTruthy();
    expect(screen.getByRole("option", { name: "As the installation does: 30 days" })).toBeTruthy();
  });

  it("is made longer without a question, from what was read", async () => {
    const server = await show({ history: null, events: null });
    await userEvent.selectOptions(screen.getByLabelText("Executions, after their end"), "own");
    const field = screen.getByLabelText("Days to keep executions");
    await userEvent.clear(field);
    await userEvent.type(field, "90");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/more than 90 days ago/)).toBeTruthy();
    expect(put(server).map((asked) => JSON.parse(asked.body))).toEqual([{ days: 90, event_days: null }]);
    expect(put(server)[0]?.headers.get("If-Match")).toBe('"1"');
  });

  it("is made shorter only after saying what that deletes", async () => {
    const server = await show({ history: 90, events: null });
    await userEvent.selectOptions(screen.getByLabelText("Executions, after their end"), "");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText(/^Executions are kept for 30 days instead of 90 days/)).toBeTruthy();
    expect(dialog.getByText(/^Events that started nothing are kept for 30 days instead of 90 days/)).toBeTruthy();
    expect(put(server)).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: "Save and delete" }));
    expect(await screen.findByText(/more than 30 days ago/)).toBeTruthy();
    expect(put(server)).toHaveLength(1);
  });

  it("is not sent while it is no number", async () => {
    const server = await show({ history: 90, events: null });
    await userEvent.clear(screen.getByLabelText("Days to keep executions"));
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(screen.getByText("Give a whole number from 1 to 3,650.")).toBeTruthy();
    expect(put(server)).toEqual([]);
  });

  it("is shown to everybody and changed by owners only", async () => {
    await show({ history: 90, events: null }, "editor");
    expect(screen.getByText("Owners can change this.")).toBeTruthy();
    expect(screen.getByText(/more than 90 days ago/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  });
});
