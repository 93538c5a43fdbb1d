import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { api } from "./client";
import * as queries from "./queries";

let server: FakeServer;
let client: QueryClient;

beforeEach(() => {
  server = aServer();
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
});

const path = "/api/v1/projects/shop";

describe("what is read", () => {
  it.each([
    ["/api/v1/setup", () => client.fetchQuery(queries.setUpQuery)],
    ["/api/v1/projects", () => client.fetchQuery(queries.projectsQuery)],
    [`${path}/workflows/w/versions/3`, () => client.fetchQuery(queries.versionQuery("shop", "w", 3))],
    [`${path}/executions/exe_1`, () => client.fetchQuery(queries.executionQuery("shop", "exe_1"))],
    [`${path}/events/evt_1`, () => client.fetchQuery(queries.eventQuery("shop", "evt_1"))],
    [`${path}/sources`, () => client.fetchQuery(queries.sourcesQuery("shop"))],
    [`${path}/catch`, () => client.fetchQuery(queries.catchersQuery("shop"))],
    [`${path}/catch/box`, () => client.fetchQuery(queries.caughtQuery("shop", "box"))],
    ["/api/v1/tools", () => client.fetchQuery(queries.toolsQuery)],
    ["/api/v1/tools/slack", () => client.fetchQuery(queries.toolQuery("slack"))],
    ["/api/v1/actions", () => client.fetchQuery(queries.actionsQuery)],
    ["/api/v1/actions/slack.send", () => client.fetchQuery(queries.actionQuery("slack.send"))],
    [`${path}/statistics`, () => client.fetchQuery(queries.statisticsQuery("shop", "a", "b"))],
    ["/api/v1/version", () => client.fetchQuery(queries.versionOfServerQuery)],
    ["/health/ready", () => client.fetchQuery(queries.healthQuery)],
  ])("stands at %s", async (address, read) => {
    server.on(`GET ${address}`, { body: { from: address } });
    expect(await read()).toEqual({ from: address });
  });

  it.each<[string, () => Promise<{ pages: { items: unknown[] }[] }>]>([
    [`${path}/workflows`, () => client.fetchInfiniteQuery({ ...queries.workflowsQuery("shop"), pages: 2 })],
    [
      `${path}/workflows/w/versions`,
      () => client.fetchInfiniteQuery({ ...queries.versionsQuery("shop", "w"), pages: 2 }),
    ],
    [`${path}/executions`, () => client.fetchInfiniteQuery({ ...queries.executionsQuery("shop"), pages: 2 })],
    [`${path}/events`, () => client.fetchInfiniteQuery({ ...queries.eventsQuery("shop"), pages: 2 })],
    [`${path}/variables`, () => client.fetchInfiniteQuery({ ...queries.variablesQuery("shop"), pages: 2 })],
    [`${path}/triggers`, () => client.fetchInfiniteQuery({ ...queries.triggersQuery("shop"), pages: 2 })],
    ["/api/v1/tokens", () => client.fetchInfiniteQuery({ ...queries.tokensQuery, pages: 2 })],
    ["/api/v1/users", () => client.fetchInfiniteQuery({ ...queries.usersQuery, pages: 2 })],
  ])("comes page by page from %s", async (address, read) => {
    server.on(`GET ${address}`, ({ query }) => ({
      body: query.cursor === "second" ? { items: [2], next: null } : { items: [1], next: "second" },
    }));
    const { pages } = await read();
    expect(pages.flatMap((page) => page.items)).toEqual([1, 2]);
    expect(server.last.query.cursor).toBe("second");
  });

  it("is a workflow with the version that a save must name", async () => {
    server.on(`GET ${path}/workflows/w`, { body: { id: "w" }, headers: { ETag: '"9"' } });
    expect(await client.fetchQuery(queries.workflowQuery("shop", "w"))).toEqual({ data: { id: "w" }, tag: '"9"' });
  });

  it("is narrowed by the filter in the address", async () => {
    server.on(`GET ${path}/executions`, { body: { items: [], next: null } });
    await client.fetchInfiniteQuery(
      queries.executionsQuery("shop", { status: "failed", workflow: "w", q: "no answer" }, 10),
    );
    expect(server.last.query).toEqual({ status: "failed", workflow: "w", q: "no answer", limit: "10" });
    server.on(`GET ${path}/triggers`, { body: { items: [], next: null } });
    await client.fetchInfiniteQuery(queries.triggersQuery("shop", { kind: "schedule", enabled: true }));
    expect(server.last.query).toMatchObject({ kind: "schedule", enabled: "true" });
  });

  it("are all connections that a form can show, five pages of them at most", async () => {
    server.on(`GET ${path}/connections`, { body: { items: [{ id: "one" }], next: "more" } });
    expect(await client.fetchQuery(queries.connectionsQuery("shop"))).toHaveLength(5);
    server.on(`GET ${path}/connections`, { body: { items: [{ id: "one" }], next: null } });
    await client.invalidateQueries();
    expect(await client.fetchQuery(queries.connectionsQuery("shop"))).toHaveLength(1);
  });
});

describe("the session", () => {
  it("is nobody's when the server says so, and no error", async () => {
    server.on("GET /api/v1/session", { status: 401, body: { code: "unauthenticated", detail: "Sign in." } });
    expect(await client.fetchQuery(queries.sessionQuery)).toBeNull();
  });

  it("brings the token that changes are made with", async () => {
    server
      .on("GET /api/v1/session", { body: { role: "owner", csrf_token: "fresh" } })
      .on("DELETE /api/v1/session", { status: 204 });
    await client.fetchQuery(queries.sessionQuery);
    await api.DELETE("/api/v1/session");
    expect(server.last.headers.get("X-CSRF-Token")).toBe("fresh");
  });

  it("that cannot be read is an error", async () => {
    server.on("GET /api/v1/session", { status: 503, body: { code: "busy", detail: "Busy." } });
    await expect(client.fetchQuery(queries.sessionQuery)).rejects.toThrow("Busy.");
  });
});
