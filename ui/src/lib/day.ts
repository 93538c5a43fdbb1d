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

/** `99.5 %`; all of it only when it is all, and nothing only when it is nothing. */
export function percent(share: number): string {
  if (share <= 0 || share >= 1) return share <= 0 ? "0 %" : "100 %";
  const rounded = Math.min(99.9, Math.max(0.1, Math.round(share * 1000) / 10));
  return `${rounded.toFixed(Number.isInteger(rounded) ? 0 : 1)} %`;
}
