import { describe, expect, it } from "vitest";
import { parseJson, slug } from "./json";

describe("ids made from names", () => {
  it.each([
    ["New issue!", "new-issue"],
    ["Größe & Äpfel", "gro-e-apfel"],
    ["  --  ", ""],
    ["x".repeat(80), "x".repeat(64)],
  ])("of %j are %j", (name, id) => {
    expect(slug(name)).toBe(id);
  });
});

describe("typed JSON", () => {
  it("is a value or a sentence", () => {
    expect(parseJson("[1]")).toEqual({ ok: true, value: [1] });
    expect(parseJson("[1")).toMatchObject({ ok: false });
  });
});
