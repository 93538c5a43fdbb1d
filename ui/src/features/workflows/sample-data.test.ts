import { describe, expect, it } from "vitest";
import { sampleText, skeletonOf } from "./sample-data";

describe("the data a run begins with", () => {
  const text = "input: { text: '{{ event.data.who.name }}' }";

  it("is the webhook's example before all else", () => {
    expect(JSON.parse(sampleText(text, { a: 1 }, { data: { b: 2 } }))).toEqual({ a: 1 });
    expect(sampleText(text, null, { data: { b: 2 } })).toBe("null");
  });

  it("is else what the newest event brought", () => {
    expect(JSON.parse(sampleText(text, undefined, { data: { b: 2 } }))).toEqual({ b: 2 });
  });

  it("is else an outline of what the expressions read", () => {
    const outline = { who: { name: "" } };
    expect(JSON.parse(sampleText(text, undefined, null))).toEqual(outline);
    expect(JSON.parse(sampleText(text, undefined, { data: {} }))).toEqual(outline);
    expect(JSON.parse(sampleText(text, undefined, { data: "x".repeat(200_000) }))).toEqual(outline);
    expect(sampleText("id: a", undefined, null)).toBe("{}");
  });
});

describe("an outline of the data", () => {
  it.each<[string, unknown]>([
    ["{{ event.data.a }} and {{ event.data.b.c }}", { a: "", b: { c: "" } }],
    ["when: event.data.a.b == 1 && event.data.a.c", { a: { b: "", c: "" } }],
    ["event.data.a, event.data.a.b", { a: { b: "" } }],
    ["event.data.a.b, event.data.a", { a: { b: "" } }],
    ["event.data.?a.?b.orValue(1)", { a: { b: "" } }],
    ["event.data.name.startsWith('x')", { name: "" }],
    ["event.data['x-id'][\"y z\"]", { "x-id": { "y z": "" } }],
    ["event.data.items[0].name", { items: [] }],
    ["event.data.size()", {}],
    ["event.data", {}],
    ["myevent.data.a event.database.b", {}],
  ])("of %j is %j", (text, expected) => {
    expect(skeletonOf(text)).toEqual(expected);
  });

  it("takes a name that objects have of themselves as any other", () => {
    expect(JSON.stringify(skeletonOf("event.data.__proto__.a"))).toBe('{"__proto__":{"a":""}}');
  });
});
