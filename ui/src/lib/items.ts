import type { Schemas } from "./api/client";
import type { StepItems } from "./execution";

/** What is known of the items of a foreach step without showing them. */
export type ItemRow = Schemas["ItemRow"];

/** The ways in which an item ends, by which a list of them is filtered. */
export const itemFilters = ["failed", "unknown", "succeeded", "cancelled"] as const;
export type ItemFilter = (typeof itemFilters)[number];

/** How many items have come to an end, whatever it was. */
export function done({ succeeded, failed, unknown }: StepItems): number {
  return succeeded + failed + unknown;
}

export interface Part {
  status: "succeeded" | "failed" | "unknown" | "running" | "left";
  count: number;
  /** Share of the whole, 0 to 1. */
  share: number;
}

/** The parts of a list of items that are not empty, in the order in which they are shown. */
export function partsOf(items: StepItems): Part[] {
  const { count, succeeded, failed, unknown, running } = items;
  // What is told live may be of two moments.
  const left = Math.max(0, count - done(items) - running);
  const parts = Object.entries({ succeeded, failed, unknown, running, left }) as [Part["status"], number][];
  const whole = Math.max(1, count);
  return parts
    .filter(([, size]) => size > 0)
    .map(([status, size]) => ({ status, count: size, share: Math.min(1, size / whole) }));
}

/** Whether an item or its step may still change by itself. */
export function stillMoves(status: string): boolean {
  return !["succeeded", "failed", "skipped", "cancelled", "unknown"].includes(status);
}
