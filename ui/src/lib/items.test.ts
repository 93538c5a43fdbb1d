import { describe, expect, it } from "vitest";
import { done, partsOf, stillMoves } from "./items";

const some = { count: 100, succeeded: 6, failed: 1, unknown: 0, running: 5 };

describe("how far a step has come with its items", () => {
  it("counts what has come to an end, whatever it was", () => {
    expect(done(some)).toBe(7);
    expect(done({ ...some, unknown: 2 })).toBe(9);
  });

  it("has a part for each state that some are in, and for what is left", () => {
    expect(partsOf(some).map(({ status, count }) => [status, count])).toEqual([
      ["succeeded", 6],
      ["failed", 1],
      ["running", 5],
      ["left", 88],
    ]);
    expect(partsOf(some)[0]?.share).toBe(0.06);
  });

  it("leaves nothing when all are done, and has no part of an empty list", () => {
    expect(partsOf({ count: 2, succeeded: 2, failed: 0, unknown: 0, running: 0 })).toEqual([
      { status: "succeeded", count: 2, share: 1 },
    ]);
    expect(partsOf({ count: 0, succeeded: 0, failed: 0, unknown: 0, running: 0 })).toEqual([]);
  });

  it("never leaves less than nothing when the counts are of two moments", () => {
    const parts = partsOf({ count: 3, succeeded: 3, failed: 0, unknown: 0, running: 1 });
    expect(parts.map(({ status }) => status)).toEqual(["succeeded", "running"]);
  });

  it("is over for an item that has ended or was never begun by a step that has", () => {
    expect(["pending", "running", "retrying"].every(stillMoves)).toBe(true);
    expect(["succeeded", "failed", "unknown", "cancelled", "skipped"].some(stillMoves)).toBe(false);
  });
});
