import type { Role, Schemas } from "./api/client";
import type { StepDetail } from "./execution";
import { includes } from "./session";

/** What is known of steps that ask people, without showing it. */
export type Approver = Schemas["ApprovalItem"]["roles"][number];

/** The longest note that the server takes, in characters. */
export const longestNote = 2000;

export interface Question {
  title: string;
  /** Markdown. */
  details: string;
  /** Empty: everybody who may run executions. */
  roles: Approver[];
  until: string | null;
}

/** Null for a step that has not asked yet, or never does. */
export function questionOf(step: StepDetail): Question | null {
  const asked = step.attempts.findLast((attempt) => attempt.decision === "wait");
  if (step.kind !== "approval" || !asked) return null;
  const { title, details, roles } = fields(asked.input);
  return {
    title: text(title),
    details: text(details),
    roles: Array.isArray(roles) ? (roles as Approver[]) : [],
    until: asked.next_at,
  };
}

export interface Answer {
  approved: boolean;
  /** Null when nobody answered in time. */
  by: string | null;
  at: string;
  note: string;
}

/** Null while nobody has answered. A step that is asked anew has no answer yet. */
export function answerOf(step: StepDetail): Answer | null {
  const answered = step.status === "succeeded" || step.status === "failed";
  if (step.kind !== "approval" || !answered) return null;
  const { approved, by, at, note } = fields(step.output);
  if (typeof approved !== "boolean") return null;
  return { approved, by: typeof by === "string" ? by : null, at: text(at), note: text(note) };
}

/** Whether a role may answer; the server decides, this only spares people buttons that would be refused. */
export function mayAnswer(role: Role | undefined, roles: readonly Approver[]): boolean {
  if (roles.length === 0) return includes(role, "operator");
  return roles.some((each) => each === role);
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
