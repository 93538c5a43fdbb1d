import type { Schemas } from "./api/client";
import { hasEnded } from "./execution";

type Execution = Schemas["ExecutionItem"];

export interface DaySummary {
  total: number;
  succeeded: number;
  failed: number;
  /** Of those that ended by themselves; null while none has. */
  successRate: number | null;
  unfinished: number;
  hours: { from: Date; total: number; failed: number }[];
}

const hour = 3_600_000;

/** Adds up the executions of a day from its first instant to `now`, hour by hour. */
export function summarise(executions: readonly Execution[], start: Date, now: Date): DaySummary {
  const count = Math.max(1, Math.ceil((now.getTime() - start.getTime()) / hour));
  const hours = Array.from({ length: count }, (_, index) => ({
    from: new Date(start.getTime() + index * hour),
    total: 0,
    failed: 0,
  }));
  let succeeded = 0;
  let failed = 0;
  let unfinished = 0;
  for (const execution of executions) {
    if (execution.status === "succeeded") succeeded++;
    if (execution.status === "failed") failed++;
    if (!hasEnded(execution.status)) unfinished++;
    const slot = hours[Math.floor((Date.parse(execution.created_at) - start.getTime()) / hour)];
    if (!slot) continue;
    slot.total++;
    if (execution.status === "failed") slot.failed++;
  }
  return {
    total: executions.length,
    succeeded,
    failed,
    successRate: succeeded + failed === 0 ? null : succeeded / (succeeded + failed),
    unfinished,
    hours,
  };
}

/** `99.5 %`; never rounded up to a hundred when something failed. */
export function percent(share: number): string {
  const rounded = Math.floor(share * 1000) / 10;
  return `${rounded.toFixed(rounded === 100 || Number.isInteger(rounded) ? 0 : 1)} %`;
}
