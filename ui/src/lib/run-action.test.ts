import { expect, it } from "vitest";
import { aServer } from "./fake-server";
import { runAction } from "./run-action";
import { toolIconUrl } from "./tool-icon";

const request = "POST /api/v1/projects/shop/actions/http.request/executions";

it("an action that ends in time gives its execution, a longer one its id", async () => {
  const server = aServer().on(request, { body: { id: "exe_1", steps: [] } });
  expect(await runAction("shop", "http.request", "", { url: "x" })).toEqual({ ended: { id: "exe_1", steps: [] } });
  expect(JSON.parse(server.last.body)).toEqual({ connection: null, input: { url: "x" } });
  expect(server.last.query.wait).toBe("PT20S");
  server.on(request, { status: 202, body: { id: "exe_2", event_id: "evt_2" } });
  expect(await runAction("shop", "http.request", "team", {})).toEqual({ started: "exe_2" });
  expect(JSON.parse(server.last.body).connection).toBe("team");
});

it("an icon's address takes any name of a tool", () => {
  expect(toolIconUrl("a/b")).toBe("/api/v1/tools/a%2Fb/icon.svg");
});
