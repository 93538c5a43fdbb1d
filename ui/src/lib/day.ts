import type { Schemas } from "./api/client";

type Statistics = Schemas["StatisticsView"];
type Counts = Schemas["CountsView"];

/** How many have not ended. */
export function unfinished(counts: Counts): number {
  return counts.queued + counts.running + counts.waiting + counts.cancelling;
}

export interface DayBar {
  from: string;
  total: number;
  failed: number;
  /** Shares of the highest bar, 0 to 1. */
  height: number;
  failedHeight: number;
}

/** A bar for each bucket, the highest as high as the room there is. */
export function bars(buckets: Statistics["buckets"]): DayBar[] {
  const most = Math.max(1, ...buckets.map((bucket) => bucket.tally.executions));
  return buckets.map(({ from, tally }) => ({
    from,
    total: tally.executions,
    failed: tally.counts.failed,
    height: tally.executions / most,
    failedHeight: tally.counts.failed / most,
  }));
}

/** `99.5 %`; never rounded up to a hundred when something failed. */
export function percent(share: number): string {
  const rounded = Math.floor(share * 1000) / 10;
  return `${rounded.toFixed(rounded === 100 || Number.isInteger(rounded) ? 0 : 1)} %`;
}
