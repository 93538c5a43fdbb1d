import { describe, expect, it } from "vitest";
import type { ExecutionDetail, StepDetail } from "@/lib/execution";
import { shownStep } from "./step-inspector";

function shown(steps: Partial<StepDetail>[], chosen?: string): string | undefined {
  const whole = steps.map((step) => ({ kind: "action", attempts: [], ...step }));
  return shownStep({ steps: whole } as unknown as ExecutionDetail, chosen)?.id;
}

const attempts = [{}] as StepDetail["attempts"];
const failed = { id: "failed", status: "failed", attempts } as const;
const asks = { id: "asks", kind: "approval", status: "waiting", attempts } as const;
const unknown = { id: "unknown", status: "unknown", attempts } as const;
const naps = { id: "naps", kind: "wait", status: "waiting", attempts } as const;

describe("the step that is shown", () => {
  it("is the chosen one", () => {
    expect(shown([failed, asks, unknown], "failed")).toBe("failed");
  });

  it("is else one that people have to do something about, then one that failed", () => {
    expect(shown([failed, asks, unknown])).toBe("unknown");
    expect(shown([failed, asks, naps])).toBe("asks");
    expect(shown([naps, failed, naps])).toBe("failed");
  });

  it("is else the last that was tried, or the first", () => {
    expect(shown([{ id: "a", attempts }, naps, { id: "b" }])).toBe("naps");
    expect(shown([{ id: "a" }, { id: "b" }])).toBe("a");
    expect(shown([])).toBeUndefined();
  });
});
