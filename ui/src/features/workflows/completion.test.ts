import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Knowledge, type RootSchema, suggest } from "./completion";
import { cursorAt } from "./cursor";

/** A text with `|` where the cursor is. */
function place(marked: string) {
  const offset = marked.indexOf("|");
  return { text: marked.replace("|", ""), offset };
}

function at(marked: string) {
  const { text, offset } = place(marked);
  return cursorAt(text, offset);
}

describe("where the cursor is", () => {
  it("is at the top when nothing is around", () => {
    expect(at("id: x\nst|")).toMatchObject({ path: [], at: "key", typed: "st", siblings: ["id"] });
  });

  it("knows lists, indented or not", () => {
    expect(at("steps:\n  - id: a\n    ac|")).toMatchObject({ path: ["steps", "[]"], at: "key", siblings: ["id"] });
    expect(at("steps:\n- id: a\n  ac|")).toMatchObject({ path: ["steps", "[]"], at: "key" });
    expect(at("steps:\n  - i|")).toMatchObject({ path: ["steps", "[]"], at: "key", typed: "i" });
  });

  it("is in the last entry, not in those before", () => {
    const cursor = at("steps:\n  - id: a\n    action: slack.send\n  - id: b\n    |");
    expect(cursor).toMatchObject({ path: ["steps", "[]"], siblings: ["id"], action: null });
  });

  it("is at a value, with its key", () => {
    expect(at("steps:\n  - id: a\n    action: sla|")).toMatchObject({ at: "value", key: "action", typed: "sla" });
  });

  it("knows the action around its input", () => {
    const cursor = at("steps:\n  - id: a\n    action: slack.send_message\n    input:\n      ch|");
    expect(cursor).toMatchObject({ path: ["steps", "[]", "input"], action: "slack.send_message" });
    expect(at("action: http.request\ninput:\n  ur|")).toMatchObject({ path: ["input"], action: "http.request" });
  });

  it("looks into flow collections", () => {
    const cursor = at("triggers:\n  - id: h\n    webhook: { path: x, verify: { pre|");
    expect(cursor).toMatchObject({ path: ["triggers", "[]", "webhook", "verify"], at: "key", typed: "pre" });
    expect(at("triggers:\n  - webhook: { path: x, verify: { preset: no|")).toMatchObject({
      at: "value",
      key: "preset",
    });
    expect(at("steps:\n  - action: http.request\n    input: { method: GET, u|")).toMatchObject({
      path: ["steps", "[]", "input"],
      siblings: ["method"],
      action: "http.request",
    });
  });

  it("passes over comments and empty lines", () => {
    expect(at("steps:\n  # first\n\n  - id: a\n\n    # more\n    ac|").path).toEqual(["steps", "[]"]);
  });
});

const schema: RootSchema = {
  required: ["id"],
  properties: {
    id: { type: "string" },
    steps: { items: { $ref: "#/$defs/step" } as RootSchema },
    enabled: { type: "boolean" },
  },
  $defs: {
    step: {
      required: ["id"],
      properties: {
        id: { type: "string" },
        action: { type: "string" },
        connection: { type: "string" },
        on_unknown: { enum: ["ask", "retry"], default: "ask" },
        input: { type: "object" },
      },
    },
  },
};

const knowledge: Knowledge = {
  schema,
  actions: [{ name: "slack.send_message", title: "Send a message", tool: "slack" }],
  connections: [
    { id: "team", tool: "slack" },
    { id: "smtp", tool: "email" },
  ],
  inputOf: async (action) =>
    action === "slack.send_message" ? { properties: { channel: { enum: ["#a", "no: b"] } } } : null,
};

async function labels(marked: string) {
  const { text, offset } = place(marked);
  return (await suggest(knowledge, text, offset))?.items.map(({ label }) => label);
}

/** The very schema that the server gives. */
const shipped: Knowledge = {
  ...knowledge,
  schema: JSON.parse(
    readFileSync("../core/src/main/resources/io/millrace/core/workflow/workflow.schema.json", "utf8"),
  ) as RootSchema,
};

async function offered(marked: string) {
  const { text, offset } = place(marked);
  return (await suggest(shipped, text, offset))?.items.map(({ label }) => label);
}

describe("suggestions for the steps that call no tool", () => {
  it("name what a step can be", async () => {
    expect(await offered("steps:\n  - id: a\n    |")).toEqual(
      expect.arrayContaining(["action", "transform", "wait", "approval", "set_variable"]),
    );
  });

  it("are the keys of a wait, an approval and a variable", async () => {
    expect(await offered("steps:\n  - id: a\n    wait:\n      |")).toEqual(["for", "until"]);
    expect(await offered("steps:\n  - id: a\n    wait: { |")).toEqual(["for", "until"]);
    expect(await offered("steps:\n  - id: a\n    approval:\n      title: Refund?\n      |")).toEqual([
      "details",
      "roles",
      "timeout",
      "on_timeout",
      "on_reject",
    ]);
    expect(await offered("steps:\n  - id: a\n    set_variable: { name: N, |")).toEqual(["value", "if_current"]);
  });

  it("are their choices", async () => {
    expect(await offered("steps:\n  - approval:\n      on_timeout: |")).toEqual(["fail", "approve", "reject"]);
    expect(await offered("steps:\n  - wait:\n      for: |")).toEqual(["PT30S", "PT2H", "P1D"]);
    expect(await offered("steps:\n  - approval:\n      roles: |")).toEqual(["operator", "editor", "owner"]);
  });

  it("leave out what cannot stand beside what the step is already", async () => {
    expect(await offered("steps:\n  - id: a\n    approval: { title: Refund? }\n    |")).toEqual([
      "needs",
      "if",
      "when",
    ]);
    expect(await offered("steps:\n  - id: a\n    action: slack.send_message\n    |")).not.toContain("wait");
  });
});

describe("suggestions for a step that goes through a list", () => {
  it("name foreach beside an action or a transform, and nowhere else", async () => {
    expect(await offered("steps:\n  - id: a\n    action: slack.send_message\n    |")).toContain("foreach");
    expect(await offered("steps:\n  - id: a\n    transform: {}\n    |")).toContain("foreach");
    expect(await offered("steps:\n  - id: a\n    wait: { for: PT2H }\n    |")).not.toContain("foreach");
  });

  it("are its keys and their choices", async () => {
    expect(await offered("steps:\n  - id: a\n    foreach:\n      |")).toEqual([
      "items",
      "batch",
      "parallel",
      "on_item_failure",
    ]);
    expect(await offered("steps:\n  - id: a\n    foreach: { items: [1], |")).toEqual([
      "batch",
      "parallel",
      "on_item_failure",
    ]);
    expect(await offered("steps:\n  - foreach:\n      on_item_failure: |")).toEqual(["stop", "continue"]);
    expect(await offered("steps:\n  - foreach:\n      items: |")).toEqual(["{{ event.data.orders }}"]);
  });
});

describe("suggestions", () => {
  it("are the keys that are not there yet", async () => {
    expect(await labels("id: a\n|")).toEqual(["steps", "enabled"]);
    expect(await labels("steps:\n  - id: a\n    |")).toEqual(["action", "connection", "on_unknown", "input"]);
  });

  it("are the choices of a value", async () => {
    expect(await labels("steps:\n  - on_unknown: |")).toEqual(["ask", "retry"]);
    expect(await labels("enabled: |")).toEqual(["true", "false"]);
  });

  it("are actions, connections of their tool, and the keys of their input", async () => {
    expect(await labels("steps:\n  - action: |")).toEqual(["slack.send_message"]);
    expect(await labels("steps:\n  - action: slack.send_message\n    connection: |")).toEqual(["team"]);
    expect(await labels("steps:\n  - action: slack.send_message\n    input:\n      |")).toEqual(["channel"]);
  });

  it("are quoted where YAML would read something else", async () => {
    const { text, offset } = place("steps:\n  - action: slack.send_message\n    input:\n      channel: |");
    const items = (await suggest(knowledge, text, offset))?.items;
    expect(items?.map(({ insert }) => insert)).toEqual(['"#a"', '"no: b"']);
  });

  it("are none where nothing is known", async () => {
    expect(await labels("unknown:\n  deep: |")).toEqual([]);
  });
});
