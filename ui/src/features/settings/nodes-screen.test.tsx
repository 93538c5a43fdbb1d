import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { Role, Schemas } from "@/lib/api/client";
import { sessionQuery } from "@/lib/api/queries";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { NodesScreen } from "./nodes-screen";

type Node = Schemas["NodeView"];

function node(name: string, changes: Partial<Node> = {}): Node {
  return {
    id: `nod_${name}`,
    name,
    version: "0.1.0",
    state: "active",
    here: false,
    number: 1,
    started_at: "2027-01-04T08:00:00Z",
    lease_until: "2027-01-04T08:00:10Z",
    busy: 0,
    slots: 256,
    ...changes,
  };
}

let server: FakeServer;
let present: Node[];

beforeEach(() => {
  present = [];
  server = aServer().on("GET /api/v1/nodes", () => ({ body: { items: present, next: null } }));
});

function show(nodes: Node[], role: Role = "owner") {
  present = nodes;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(sessionQuery.queryKey, { id: "usr_1", name: "Ada", role } as Schemas["SessionView"]);
  render(
    <QueryClientProvider client={client}>
      <NodesScreen />
    </QueryClientProvider>,
  );
}

const rowOf = async (name: string) => (await screen.findByText(name)).closest("tr") as HTMLElement;

describe("the nodes", () => {
  it("say what each does, and whether it may be stopped", async () => {
    show([
      node("100@alpha", { here: true, busy: 12 }),
      node("200@beta", { state: "draining", busy: 3 }),
      node("300@gamma", { state: "draining" }),
      node("400@delta", { state: "dead" }),
    ]);
    const alpha = within(await rowOf("100@alpha"));
    expect(alpha.getByText("answered this page")).toBeTruthy();
    expect(alpha.getByText("12 of 256 steps")).toBeTruthy();
    expect(within(await rowOf("200@beta")).getByText("finishes what it has begun")).toBeTruthy();
    expect(within(await rowOf("300@gamma")).getByText("not busy: it may be stopped")).toBeTruthy();
    const delta = within(await rowOf("400@delta"));
    expect(delta.getByText("gone")).toBeTruthy();
    expect(delta.queryByRole("button")).toBeNull();
  });

  it("are drained only once it was said what that does", async () => {
    show([node("100@alpha"), node("200@beta")]);
    server.on("POST /api/v1/nodes/nod_100@alpha/drain", () => {
      present = [node("100@alpha", { state: "draining" }), node("200@beta")];
      return { body: present[0] };
    });
    await userEvent.click(await screen.findByRole("button", { name: "Drain 100@alpha" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByText(/done by the other nodes/)).toBeTruthy();
    expect(dialog.queryByText(/No other node is active/)).toBeNull();
    expect(server.asked.some((asked) => asked.method === "POST")).toBe(false);
    await userEvent.click(dialog.getByRole("button", { name: "Drain" }));
    expect(await screen.findByRole("button", { name: "Resume 100@alpha" })).toBeTruthy();
  });

  it("warn before the last active one is drained", async () => {
    show([node("100@alpha"), node("200@beta", { state: "draining" }), node("300@gamma", { state: "dead" })]);
    await userEvent.click(await screen.findByRole("button", { name: "Drain 100@alpha" }));
    expect(within(screen.getByRole("dialog")).getByText(/No other node is active/)).toBeTruthy();
  });

  it("stay as they are when the server refuses, and the dialog says why", async () => {
    show([node("200@beta", { state: "draining" })]);
    server.on("POST /api/v1/nodes/nod_200@beta/resume", {
      status: 409,
      body: { code: "illegal_transition", detail: "The node is gone." },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Resume 200@beta" }));
    const dialog = within(screen.getByRole("dialog"));
    await userEvent.click(dialog.getByRole("button", { name: "Resume" }));
    expect(await dialog.findByText("The node is gone.")).toBeTruthy();
  });

  it("are not asked for by those who may not see them", async () => {
    show([node("100@alpha")], "editor");
    expect(await screen.findByText("Only owners see the nodes")).toBeTruthy();
    expect(server.asked).toEqual([]);
  });
});
