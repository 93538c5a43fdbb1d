import { describe, expect, it } from "vitest";

const modules = import.meta.glob<Record<string, object>>(["./*.ts", "!./*.test.ts"], { eager: true });

/** Every text with its place; those that take values are given words and numbers. */
function texts(value: unknown, place: string): [string, string][] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value === "function") {
    return [0, 1, 2].flatMap((count): [string, string][] => {
      const words = Array.from({ length: value.length }, () => count);
      return [[`${place}(${count})`, String(value(...words))]];
    });
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => texts(inner, `${place}.${name}`));
}

const all = Object.entries(modules).flatMap(([file, module]) => texts(module, file));

describe("the texts", () => {
  it("are there", () => {
    expect(all.length).toBeGreaterThan(400);
  });

  it("hold no gap and no value that was left out", () => {
    const wrong = all.filter(([, text]) => text.trim() === "" || /undefined|null|NaN|\[object/.test(text));
    expect(wrong).toEqual([]);
  });

  it("count one thing as one", () => {
    expect(
      all.filter(([, text]) =>
        /\b1 (executions|actions|problems|settings|characters|steps|tries|items|attempts)\b/.test(text),
      ),
    ).toEqual([]);
  });
});
