import { describe, expect, it } from "vitest";
import type { Schemas } from "./api/client";
import { bars, percent, unfinished } from "./day";

const none = { queued: 0, running: 0, waiting: 0, cancelling: 0, succeeded: 0, failed: 0, cancelled: 0 };

function bucket(from: string, succeeded: number, failed: number): Schemas["BucketView"] {
  const counts = { ...none, succeeded, failed };
  return { from, tally: { executions: succeeded + failed, counts, success_rate: null, p50_ms: null, p95_ms: null } };
}

describe("a day's executions", () => {
  it("are drawn against the hour that had most", () => {
    expect(bars([bucket("a", 3, 1), bucket("b", 2, 0), bucket("c", 0, 0)])).toEqual([
      { from: "a", total: 4, failed: 1, height: 1, failedHeight: 0.25 },
      { from: "b", total: 2, failed: 0, height: 0.5, failedHeight: 0 },
      { from: "c", total: 0, failed: 0, height: 0, failedHeight: 0 },
    ]);
    expect(bars([bucket("a", 0, 0)])[0]?.height).toBe(0);
  });

  it("have not ended while they are queued, running, waiting or being cancelled", () => {
    const counts = { ...none, queued: 1, running: 2, waiting: 3, cancelling: 4, succeeded: 5, failed: 6, cancelled: 7 };
    expect(unfinished(counts)).toBe(10);
  });

  it("never count as a hundred per cent when one failed", () => {
    expect(percent(1)).toBe("100 %");
    expect(percent(0.9999)).toBe("99.9 %");
    expect(percent(0.5)).toBe("50 %");
    expect(percent(0)).toBe("0 %");
    expect(percent(0.00001)).toBe("0.1 %");
    expect(percent(0.999)).toBe("99.9 %");
    expect(percent(0.996)).toBe("99.6 %");
    expect(percent(2 / 3)).toBe("66.7 %");
    expect(percent(0.283)).toBe("28.3 %");
  });
});
