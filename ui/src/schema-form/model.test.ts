import { describe, expect, it } from "vitest";
import { byPath, fieldsOf, isVisible, problemsOf, readNumber, Unreadable, visibleValues, withValue } from "./model";
import type { JsonSchema } from "./schema";

const message: JsonSchema = {
  anyOf: [{ required: ["text"] }, { required: ["blocks"] }],
  required: ["channel"],
  properties: {
    note: { type: "string" },
    channel: { type: "string", title: "Channel", "x-ui": { order: 1 } },
    text: { type: "string", minLength: 1, maxLength: 40_000 },
    blocks: { type: "array", items: { type: "object" }, "x-ui": { advanced: true, widget: "code:json" } },
    count: { type: "integer", minimum: 1, maximum: 5 },
  },
};

function widget(schema: JsonSchema): string | undefined {
  return fieldsOf({ properties: { it: schema } })[0]?.widget;
}

describe("what a form sends", () => {
  const request: JsonSchema = {
    properties: {
      method: { type: "string", default: "GET" },
      body: { "x-ui": { visibleWhen: { method: ["POST"] } } },
    },
  };

  it("is what it shows: a hidden field keeps its value to itself", () => {
    expect(visibleValues(request, { method: "GET", body: 1 })).toEqual({ method: "GET" });
    expect(visibleValues(request, { body: 1 })).toEqual({});
    expect(visibleValues(request, { method: "POST", body: 1 })).toEqual({ method: "POST", body: 1 });
  });

  it("is everything that may count while an expression decides", () => {
    expect(visibleValues(request, { method: "{{ vars.M }}", body: 1 })).toEqual({ method: "{{ vars.M }}", body: 1 });
  });
});

describe("the fields of a schema", () => {
  it("come in the order of the hints, then what is needed, then as written", () => {
    const names = fieldsOf({
      required: ["needed"],
      properties: { a: {}, needed: {}, second: { "x-ui": { order: 2 } }, first: { "x-ui": { order: 1 } }, b: {} },
    }).map(({ name }) => name);
    expect(names).toEqual(["first", "second", "needed", "a", "b"]);
  });

  it.each<[JsonSchema, string]>([
    [{ type: "string" }, "text"],
    [{ type: "string", sensitive: true }, "secret"],
    [{ type: "string", "x-ui": { widget: "code:html" } }, "long-text"],
    [{ type: "string", enum: ["a", "b"] }, "choice"],
    [{ type: "number" }, "number"],
    [{ type: ["integer", "null"] }, "integer"],
    [{ anyOf: [{ type: "boolean" }, { type: "null" }] }, "boolean"],
    [{ anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] }, "text"],
    [{ type: "array", items: { type: "string" } }, "list"],
    [{ type: "array", items: { type: "object" } }, "json"],
    [{ type: "object", additionalProperties: { type: ["string", "null"] } }, "map"],
    [{ type: "object", properties: { a: { type: "string" } } }, "object"],
    [{ type: "object" }, "json"],
    [{ anyOf: [{ type: "object" }, { type: "number" }] }, "json"],
    [{}, "json"],
  ])("with %j are shown as %s", (schema, expected) => {
    expect(widget(schema)).toBe(expected);
  });

  it("are called by their title, else by their name in words", () => {
    const labels = fieldsOf({ properties: { a: { title: "Channel" }, reply_to: {} } }).map(({ label }) => label);
    expect(labels).toEqual(["Channel", "Reply to"]);
  });

  it("are never folded away when they are needed", () => {
    const [field] = fieldsOf({ required: ["a"], properties: { a: { "x-ui": { advanced: true } } } });
    expect(field?.advanced).toBe(false);
  });

  it("show themselves by the value of another, its default included", () => {
    const fields = fieldsOf({
      properties: { kind: { default: "json" }, media: { "x-ui": { visibleWhen: { kind: ["text", "html"] } } } },
    });
    const media = fields.find(({ name }) => name === "media");
    if (!media) throw new Error("the field is missing");
    expect(isVisible(media, fields, {})).toBe(false);
    expect(isVisible(media, fields, { kind: "text" })).toBe(true);
  });
});

describe("values", () => {
  it("that are emptied are left out, so that the tool's default counts", () => {
    expect(withValue({ a: 1, b: 2 }, "a", "")).toEqual({ b: 2 });
    expect(withValue({ a: 1 }, "a", undefined)).toEqual({});
    expect(withValue({}, "a", false)).toEqual({ a: false });
  });
});

describe("what is plainly wrong", () => {
  it("is what is missing, and alternatives of which none is there", () => {
    expect([...problemsOf(message, {}).keys()]).toEqual(["channel", "text"]);
    expect(problemsOf(message, { channel: "#a", blocks: [] }).size).toBe(0);
  });

  it("is not what has a default or is hidden", () => {
    const schema: JsonSchema = {
      required: ["a", "b"],
      properties: { a: { default: 1 }, b: { "x-ui": { visibleWhen: { a: 2 } } } },
    };
    expect(problemsOf(schema, {}).size).toBe(0);
  });

  it("is a number beyond its bounds, a broken length or form", () => {
    expect(problemsOf(message, { channel: "a", text: "b", count: 9 }).get("count")).toContain("5");
    expect(problemsOf(message, { channel: "a", text: "b", count: 1.5 }).get("count")).toContain("whole");
    expect(problemsOf({ properties: { a: { type: "string", pattern: "^x" } } }, { a: "y" }).size).toBe(1);
    expect(problemsOf({ properties: { a: { type: "string", pattern: "(" } } }, { a: "y" }).size).toBe(0);
  });

  it("is what cannot be read, wherever it stands", () => {
    const schema: JsonSchema = {
      properties: { body: {}, who: { type: "object", properties: { data: {} } }, kind: {} },
    };
    const broken = new Unreadable("{", "No JSON.");
    expect([...problemsOf(schema, { body: broken, who: { data: broken } })]).toEqual([
      ["body", "No JSON."],
      ["who.data", "No JSON."],
    ]);
    expect(problemsOf(message, { channel: broken, text: "b" }).get("channel")).toBe("No JSON.");
    expect(JSON.stringify({ body: broken, kind: 1 })).toBe('{"kind":1}');
  });

  it("is an entry of a list that is empty or of another type", () => {
    const list = (type: string): JsonSchema => ({ properties: { a: { type: "array", items: { type } } } });
    expect(problemsOf(list("string"), { a: ["x", ""] }).get("a")).toBe("Entry 2: Fill it in or remove it.");
    expect(problemsOf(list("integer"), { a: [1, "x"] }).get("a")).toBe("Entry 2: This is no number.");
    expect(problemsOf(list("integer"), { a: [1.5] }).get("a")).toBe("Entry 1: This is no whole number.");
    expect(problemsOf(list("number"), { a: [1.5, "{{ event.data.n }}"] }).size).toBe(0);
  });

  it("is a number that would be rounded", () => {
    expect(readNumber("9007199254740993")).toEqual({ ok: false, message: expect.stringContaining("digits") });
    expect(readNumber("1e3")).toEqual({ ok: true, value: 1000 });
    expect(readNumber("1-")).toEqual({ ok: false, message: "This is no number." });
  });

  it("is never an expression, whose value nobody knows yet", () => {
    expect(problemsOf(message, { channel: "a", text: "b", count: "{{ event.data.n }}" }).size).toBe(0);
  });

  it("is found in nested objects under its whole path", () => {
    const schema: JsonSchema = {
      properties: { who: { type: "object", required: ["name"], properties: { name: { type: "string" } } } },
    };
    expect([...problemsOf(schema, { who: { age: 1 } }).keys()]).toEqual(["who.name"]);
  });

  it("comes from the server under the form's own paths", () => {
    const found = byPath(
      [
        { path: "input.channel", message: "No." },
        { path: "other", message: "Hm." },
      ],
      "input",
    );
    expect([...found]).toEqual([
      ["channel", "No."],
      ["other", "Hm."],
    ]);
  });
});
