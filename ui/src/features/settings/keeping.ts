import type { Schemas } from "@/lib/api/client";

/** How long a project says that it keeps things, in days; null for what applies otherwise. */
export interface Keeping {
  history: number | null;
  events: number | null;
}

/** How long things are kept then, in days. */
export interface Kept {
  history: number;
  events: number;
}

export function keepingOf(project: Pick<Schemas["ProjectItem"], "retention_days" | "event_retention_days">): Keeping {
  return { history: project.retention_days, events: project.event_retention_days };
}

/** @param common days that the installation keeps history where a project says nothing */
export function keptBy({ history, events }: Keeping, common: number): Kept {
  const kept = history ?? common;
  return { history: kept, events: events ?? kept };
}

/** The days that a text says; null when it says none that are allowed. */
export function daysOf(text: string): number | null {
  const days = /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= 3650 ? days : null;
}
