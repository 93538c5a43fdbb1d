import { describe, expect, it } from "vitest";
import { flag, oneOf, place, positive, present, text } from "./search";

describe("what stands in an address", () => {
  it("is text even when it looks like a number", () => {
    expect(text({ q: 12 }, "q")).toBe("12");
    expect(text({ q: "" }, "q")).toBeUndefined();
    expect(text({ q: { a: 1 } }, "q")).toBeUndefined();
  });

  it("is dropped when it is none of the choices or no count", () => {
    expect(oneOf({ s: "failed" }, "s", ["failed", "running"])).toBe("failed");
    expect(oneOf({ s: "other" }, "s", ["failed"])).toBeUndefined();
    expect(flag({ on: "true" }, "on")).toBe(true);
    expect(flag({ on: false }, "on")).toBeUndefined();
    expect(positive({ n: "3" }, "n")).toBe(3);
    expect(positive({ n: -1 }, "n")).toBeUndefined();
    expect(place({ n: 0 }, "n")).toBe(0);
    expect(place({ n: "" }, "n")).toBeUndefined();
    expect(place({ n: "1.5" }, "n")).toBeUndefined();
  });

  it("is not written when it is not there", () => {
    expect(Object.keys(present({ a: 1, b: undefined }))).toEqual(["a"]);
  });
});
