import { describe, expect, it } from "vitest";
import { whyBroken } from "./broken-json";
import { brokenJson as texts } from "./texts/forms";

describe("a text that is no JSON", () => {
  it.each<[string, number, number, string]>([
    ["", 1, 1, texts.valueWanted],
    ["{name: 1}", 1, 2, texts.nameWanted],
    ['{"a" 1}', 1, 6, texts.colonWanted],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, texts.objectGoesOn],
    ['{"a": 1,}', 1, 9, texts.nameWanted],
    ["[1, 2", 1, 6, texts.listGoesOn],
    ["[1,\n]", 2, 1, texts.valueWanted],
    ["{\"a\": 'x'}", 1, 7, texts.valueWanted],
    ['"open', 1, 1, texts.stringBroken],
    ['["a\\x"]', 1, 2, texts.stringBroken],
    ["01", 1, 1, texts.valueWanted],
    ["{} {}", 1, 4, texts.endWanted],
    ["truely", 1, 1, texts.valueWanted],
  ])("%j is broken at line %i, column %i", (text, line, column, what) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(whyBroken(text)).toBe(texts.at(line, column, what));
  });

  it("may be nested deeper than anybody reads", () => {
    expect(whyBroken("[".repeat(200_000))).toBe(texts.unknown);
  });
});
