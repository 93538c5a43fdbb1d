import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { BackfillDialog, spanOf } from "./backfill-dialog";

const path = "/api/v1/projects/shop/workflows/morning/triggers/clock/backfill";

let server: FakeServer;

beforeEach(() => {
  server = aServer().on(`POST ${path}/count`, { body: { missing: 12, fired: 1 } });
});

async function show() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const root = createRootRoute({ component: Outlet });
  const home = createRoute({
    getParentRoute: () => root,
    path: "/",
    component: () => (
      <BackfillDialog
        of={{ project: "shop", workflow: "morning", trigger: "clock" }}
        zone="Europe/Berlin"
        onClose={() => {}}
      />
    ),
  });
  const executions = createRoute({ getParentRoute: () => root, path: "/p/$project/executions" });
  const router = createRouter({
    routeTree: root.addChildren([home, executions]),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  fireEvent.change(await screen.findByLabelText("From"), { target: { value: "2027-01-01T08:00" } });
  fireEvent.change(screen.getByLabelText("Until"), { target: { value: "2027-01-13T09:00" } });
}

const sent = (to: string) => server.asked.filter((asked) => asked.path === to).map((asked) => JSON.parse(asked.body));

describe("a backfill", () => {
  it("counts first, in the schedule's zone, and runs nothing yet", async () => {
    await show();
    expect(await screen.findByText("12 slots would be run, the oldest first.")).toBeTruthy();
    expect(screen.getByText("1 slot in this time has fired and is left alone.")).toBeTruthy();
    expect(screen.getAllByText("Time in Europe/Berlin")).toHaveLength(2);
    expect(sent(`${path}/count`).at(-1)).toEqual({
      from: "2027-01-01T07:00:00.000Z",
      to: "2027-01-13T08:00:00.000Z",
    });
    expect(sent(path)).toEqual([]);
  });

  it("runs portion by portion and leads to what it has started", async () => {
    const portions = [
      { fired: 10, next: "2027-01-11T07:00:00Z" },
      { fired: 2, next: null },
    ];
    server.on(`POST ${path}`, () => ({ body: portions.shift() }));
    await show();
    await userEvent.click(await screen.findByRole("button", { name: "Run 12 slots" }));
    expect(await screen.findByText("12 slots run.")).toBeTruthy();
    expect(sent(path).map((body) => body.from)).toEqual(["2027-01-01T07:00:00.000Z", "2027-01-11T07:00:00Z"]);
    expect(screen.getByRole("link", { name: "See the executions" }).getAttribute("href")).toMatch(
      /^\/p\/shop\/executions\?workflow=morning&from=/,
    );
  });

  it("goes on from where an answer was lost", async () => {
    let broken = true;
    server.on(`POST ${path}`, () => (broken ? { status: 0 } : { body: { fired: 12, next: null } }));
    await show();
    await userEvent.click(await screen.findByRole("button", { name: "Run 12 slots" }));
    expect(await screen.findByText(/The last answer did not arrive/)).toBeTruthy();
    broken = false;
    await userEvent.click(screen.getByRole("button", { name: "Go on" }));
    expect(await screen.findByText("12 slots run.")).toBeTruthy();
  });

  it("says why the server does not count so long a time", async () => {
    server.on(`POST ${path}/count`, { status: 400, body: { code: "bad_request", detail: "'from' is too long ago." } });
    await show();
    expect(await screen.findByText("'from' is too long ago.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Run" })).toHaveProperty("disabled", true);
  });

  it("cannot be begun where nothing is missing or the times are the wrong way round", async () => {
    server.on(`POST ${path}/count`, { body: { missing: 0, fired: 0 } });
    await show();
    expect(await screen.findByText("No slot is missing in this time.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Run" })).toHaveProperty("disabled", true);
    fireEvent.change(screen.getByLabelText("Until"), { target: { value: "2026-01-01T08:00" } });
    expect(await screen.findByText("This has to be after the first time.")).toBeTruthy();
  });
});

describe("a span", () => {
  it("needs two times in their order", () => {
    expect(spanOf("2027-01-01T08:00", "2027-01-01T09:00", "UTC")).toEqual({
      from: "2027-01-01T08:00:00.000Z",
      to: "2027-01-01T09:00:00.000Z",
    });
    expect(spanOf("", "2027-01-01T09:00", "UTC")).toBeNull();
    expect(spanOf("2027-01-01T09:00", "2027-01-01T09:00", "UTC")).toBeNull();
  });
});
