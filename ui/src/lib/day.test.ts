import { describe, expect, it } from "vitest";
import type { Schemas } from "./api/client";
import { percent, summarise } from "./day";

const start = new Date("2026-11-22T00:00:00Z");

function execution(status: Schemas["ExecutionItem"]["status"], hour: number): Schemas["ExecutionItem"] {
  const at = new Date(start.getTime() + hour * 3_600_000).toISOString();
  return {
    id: `exe_${hour}`,
    workflow: "w",
    version: 1,
    status,
    event_id: "evt_1",
    failure: null,
    created_at: at,
    finished_at: at,
  };
}

describe("a day's executions", () => {
  it("are counted by hour and by how they ended", () => {
    const day = summarise(
      [execution("succeeded", 0.5), execution("failed", 2), execution("running", 2.5), execution("cancelled", 2.6)],
      start,
      new Date("2026-11-22T03:10:00Z"),
    );
    expect(day).toMatchObject({ total: 4, succeeded: 1, failed: 1, unfinished: 1, successRate: 0.5 });
    expect(day.hours.map(({ total, failed }) => [total, failed])).toEqual([
      [1, 0],
      [0, 0],
      [3, 1],
      [0, 0],
    ]);
  });

  it("have no success rate before one has ended", () => {
    expect(summarise([execution("running", 0)], start, start).successRate).toBeNull();
  });

  it("never count as a hundred per cent when one failed", () => {
    expect(percent(1)).toBe("100 %");
    expect(percent(0.9999)).toBe("99.9 %");
    expect(percent(0.5)).toBe("50 %");
  });
});
