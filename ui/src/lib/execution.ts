import type { Schemas } from "./api/client";

/** What is known of executions without showing them. */
export type ExecutionStatus = Schemas["ExecutionItem"]["status"];
export type ExecutionDetail = Schemas["ExecutionView"];
export type StepDetail = Schemas["StepView"];
export type StepKind = NonNullable<StepDetail["kind"]>;
/** How far a step has come with the items of its list. */
export type StepItems = Schemas["ItemsView"];
/** Where something waits for its turn. */
export type Lane = Schemas["LaneView"];
export type AttemptDetail = Schemas["AttemptView"];

export function hasEnded(status: string): boolean {
  return status === "succeeded" || status === "failed" || status === "cancelled";
}

export interface Failure {
  step: string | null;
  class: string | null;
  message: string;
}

/** The failure of an execution; the API gives it as free JSON. */
export function failureOf(value: unknown): Failure | null {
  if (typeof value === "string" && value !== "") return { step: null, class: null, message: value };
  if (typeof value !== "object" || value === null) return null;
  const { step, class: kind, message } = value as Record<string, unknown>;
  return {
    step: typeof step === "string" ? step : null,
    class: typeof kind === "string" ? kind : null,
    message: typeof message === "string" ? message : JSON.stringify(value),
  };
}

/** Classes of failures that come again with the same text: asking once more as before changes nothing. */
const lastingClasses = new Set(["validation", "not_found", "authorization", "conflict"]);

/** Whether it is most likely the workflow, and not the moment, that has to change. */
export function mendedInText({ status, failure }: Pick<ExecutionDetail, "status" | "failure">): boolean {
  return status === "failed" && lastingClasses.has(failureOf(failure)?.class ?? "");
}

/** One request to a tool and its answer, masked, as an attempt recorded it. */
export interface Exchange {
  started_at: string;
  duration_ms: number;
  method: string;
  url: string;
  request_headers: Record<string, string[]>;
  request_body: string | null;
  status: number | null;
  response_headers: Record<string, string[]>;
  response_body: string | null;
  error: string;
}

export function exchangesOf(value: unknown): Exchange[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each): each is Exchange => typeof each === "object" && each !== null && "url" in each);
}

export interface LiveState {
  execution: Schemas["ExecutionItem"];
  steps: Schemas["StepStatusView"][];
}

export interface LiveAttempt {
  step: string;
  attempt: AttemptDetail;
}

/** Takes what a live stream told into what is known, without changing the old value. */
export function withState(known: ExecutionDetail, state: LiveState): ExecutionDetail {
  const told = new Map(state.steps.map((step) => [step.id, step]));
  return {
    ...known,
    ...state.execution,
    // Only what has not begun waits for that.
    waits_in: state.execution.status === "queued" ? known.waits_in : null,
    steps: known.steps.map((step) => {
      const {
        status = step.status,
        next_at = step.next_at,
        waits_in = step.waits_in,
        items = step.items,
      } = told.get(step.id) ?? {};
      const same =
        status === step.status &&
        next_at === step.next_at &&
        sameLane(waits_in, step.waits_in) &&
        sameItems(items, step.items);
      return same ? step : { ...step, status, next_at, waits_in, items };
    }),
  };
}

function sameLane(one: Lane | null, other: Lane | null): boolean {
  if (!one || !other) return one === other;
  return one.scope === other.scope && one.key === other.key && one.why === other.why && one.since === other.since;
}

function sameItems(one: StepItems | null, other: StepItems | null): boolean {
  if (!one || !other) return one === other;
  return (Object.keys(one) as (keyof StepItems)[]).every((name) => one[name] === other[name]);
}

export function withAttempt(known: ExecutionDetail, { step: id, attempt }: LiveAttempt): ExecutionDetail {
  return {
    ...known,
    steps: known.steps.map((step) => {
      if (
        step.id !== id ||
        step.attempts.some((each) => each.started_at === attempt.started_at && each.number === attempt.number)
      ) {
        return step;
      }
      return {
        ...step,
        output: attempt.status === "succeeded" || attempt.status === "failed" ? attempt.output : step.output,
        attempts: [...step.attempts, attempt],
      };
    }),
  };
}

/** One thing that an execution waits for. */
export interface Awaited {
  step: string;
  what: "answer" | "word" | "time" | "try" | "child" | "turn";
  /** Since when it waits for somebody or something else; null where only the end of the wait is of interest. */
  since: string | null;
  /** When it goes on by itself. */
  until: string | null;
  /** The execution that it has started and waits for. */
  child?: string;
}

/** What has to come before an execution that waits goes on; what people have to do comes first. */
export function awaited(execution: ExecutionDetail): Awaited[] {
  if (execution.status !== "waiting") return [];
  const found = execution.steps.flatMap((step): Awaited[] => {
    const what = awaitedBy(step);
    if (what === null) return [];
    const last = step.attempts.at(-1);
    const since = last?.finished_at ?? null;
    if (what === "turn") return [{ step: step.id, what, since: step.waits_in?.since ?? null, until: null }];
    if (what === "child") return [{ step: step.id, what, since, until: null, child: step.child ?? undefined }];
    if (what === "word") return [{ step: step.id, what, since, until: null }];
    return [
      { step: step.id, what, since: what === "answer" ? since : null, until: step.next_at ?? last?.next_at ?? null },
    ];
  });
  const people = (each: Awaited) => each.what === "answer" || each.what === "word";
  return [...found.filter(people), ...found.filter((each) => !people(each))];
}

function awaitedBy(step: StepDetail): Awaited["what"] | null {
  if (step.status === "unknown") return "word";
  if (step.status === "retrying") return "try";
  if (step.status !== "waiting") return null;
  if (step.waits_in) return "turn";
  if (step.kind === "approval") return "answer";
  if (step.kind === "workflow" && step.child) return "child";
  return step.kind === "wait" ? "time" : null;
}

/** What keeps something from its turn. */
export interface Limit {
  kind: "paused" | "concurrency" | "rate" | "connection" | "other";
  /** The id of the workflow or of the connection that is limited; the whole scope of a kind that is not known here. */
  of: string;
}

const limitKinds: Record<string, Limit["kind"]> = {
  pause: "paused",
  workflow: "concurrency",
  rate: "rate",
  connection: "connection",
};

/** What a lane limits, by its scope, such as `connection:chat`. */
export function limitOf({ scope }: Pick<Lane, "scope">): Limit {
  const colon = scope.indexOf(":");
  const kind = limitKinds[scope.slice(0, Math.max(colon, 0))];
  return kind ? { kind, of: scope.slice(colon + 1) } : { kind: "other", of: scope };
}

export interface Bar {
  step: string;
  number: number;
  status: string;
  /** Share of the whole, 0 to 1. */
  start: number;
  width: number;
}

/** Where each attempt lies in time, as shares of the time from the execution's beginning to `until`. */
export function timeline(execution: ExecutionDetail, until: number): Bar[] {
  const begin = new Date(execution.created_at).getTime();
  const whole = Math.max(1, until - begin);
  return execution.steps.flatMap((step) =>
    step.attempts.map((attempt) => {
      const start = Math.max(0, new Date(attempt.started_at).getTime() - begin);
      const end = Math.max(start, new Date(attempt.finished_at).getTime() - begin);
      return {
        step: step.id,
        number: attempt.number,
        status: attempt.status,
        start: Math.min(1, start / whole),
        width: Math.min(1, (end - start) / whole),
      };
    }),
  );
}
