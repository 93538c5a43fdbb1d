import { describe, expect, it } from "vitest";
import {
  awaited,
  type ExecutionDetail,
  exchangesOf,
  failureOf,
  limitOf,
  mendedInText,
  timeline,
  withAttempt,
  withState,
} from "./execution";

function attempt(
  number: number,
  status: ExecutionDetail["steps"][number]["attempts"][number]["status"],
  from: number,
  to: number,
): ExecutionDetail["steps"][number]["attempts"][number] {
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
  return {
    number,
    status,
    error_class: null,
    decision: "done",
    reason: "",
    started_at: at(from),
    finished_at: at(to),
    next_at: null,
    input: null,
    exchanges: null,
    output: { ok: number },
  };
}

const execution: ExecutionDetail = {
  id: "exe_1",
  workflow: "hello",
  version: 1,
  status: "running",
  failure: null,
  created_at: "2026-01-01T00:00:00Z",
  finished_at: null,
  revision: 1,
  parent: null,
  depth: 0,
  waits_in: null,
  event: { id: "evt_1", type: "manual", source: "/x", time: "2026-01-01T00:00:00Z", data: {} },
  steps: [
    {
      id: "a",
      kind: "transform",
      status: "succeeded",
      on_failure: false,
      action: null,
      connection: null,
      next_at: null,
      child: null,
      waits_in: null,
      items: null,
      output: 1,
      attempts: [attempt(1, "succeeded", 0, 2)],
    },
    {
      id: "b",
      kind: "action",
      status: "ready",
      on_failure: false,
      action: "http.request",
      connection: "team",
      next_at: null,
      child: null,
      waits_in: null,
      items: null,
      output: null,
      attempts: [],
    },
  ],
};

describe("what a live stream tells", () => {
  it("changes states and leaves untouched steps the same objects", () => {
    const state = {
      execution: { ...execution, status: "succeeded" as const, event_id: "evt_1" },
      steps: [
        { id: "a", status: "succeeded" as const, attempts: 1, next_at: null, waits_in: null, items: null },
        { id: "b", status: "running" as const, attempts: 0, next_at: null, waits_in: null, items: null },
      ],
    };
    const next = withState(execution, state);
    expect(next.status).toBe("succeeded");
    expect(next.steps[1]?.status).toBe("running");
    expect(next.steps[0]).toBe(execution.steps[0]);
  });

  it("says when a step is tried next, and when it no longer waits", () => {
    const at = "2026-11-22T10:00:07Z";
    const state = { execution: { ...execution, event_id: "evt_1" } };
    const waiting = withState(execution, {
      ...state,
      steps: [{ id: "b", status: "retrying", attempts: 1, next_at: at, waits_in: null, items: null }],
    });
    expect(waiting.steps[1]).toMatchObject({ status: "retrying", next_at: at });
    const again = withState(waiting, {
      ...state,
      steps: [{ id: "b", status: "running", attempts: 1, next_at: null, waits_in: null, items: null }],
    });
    expect(again.steps[1]).toMatchObject({ status: "running", next_at: null, items: null });
  });

  it("says how far a step has come with its items, and changes nothing where that is the same", () => {
    const items = { count: 100, succeeded: 6, failed: 1, unknown: 0, running: 5 };
    const told = (of: typeof items) => ({
      execution: { ...execution, event_id: "evt_1" },
      steps: [{ id: "b", status: "running" as const, attempts: 1, next_at: null, waits_in: null, items: of }],
    });
    const once = withState(execution, told(items));
    expect(once.steps[1]?.items).toEqual(items);
    expect(withState(once, told({ ...items })).steps[1]).toBe(once.steps[1]);
    expect(withState(once, told({ ...items, succeeded: 7 })).steps[1]?.items?.succeeded).toBe(7);
  });

  it("adds an attempt once, with its output, which even a failure may have", () => {
    const told = { step: "b", attempt: attempt(1, "succeeded", 2, 3) };
    const once = withAttempt(execution, told);
    expect(once.steps[1]).toMatchObject({ output: { ok: 1 }, attempts: [{ number: 1 }] });
    expect(withAttempt(once, told).steps[1]?.attempts).toHaveLength(1);
    const rejected = withAttempt(execution, { step: "b", attempt: attempt(1, "failed", 2, 3) });
    expect(rejected.steps[1]?.output).toEqual({ ok: 1 });
    const waits = withAttempt(execution, { step: "b", attempt: attempt(1, "waiting", 2, 3) });
    expect(waits.steps[1]?.output).toBeNull();
  });
});

describe("what a waiting execution waits for", () => {
  const step = (id: string, part: Partial<ExecutionDetail["steps"][number]>) =>
    ({ ...execution.steps[1], id, next_at: null, attempts: [], ...part }) as ExecutionDetail["steps"][number];
  const steps = [
    step("nap", { kind: "wait", status: "waiting", next_at: "2026-01-02T00:00:00Z" }),
    step("call", { kind: "action", status: "retrying", next_at: "2026-01-03T00:00:00Z" }),
    step("sent", { kind: "action", status: "unknown" }),
    step("ask", {
      kind: "approval",
      status: "waiting",
      attempts: [{ ...attempt(1, "waiting", 0, 0), next_at: "2026-01-04T00:00:00Z" }],
    }),
    step("later", { kind: "action", status: "pending" }),
  ];

  it("is named with its time, what people have to do first", () => {
    expect(awaited({ ...execution, status: "waiting", steps })).toEqual([
      { step: "sent", what: "word", since: null, until: null },
      { step: "ask", what: "answer", since: "2026-01-01T00:00:00.000Z", until: "2026-01-04T00:00:00Z" },
      { step: "nap", what: "time", since: null, until: "2026-01-02T00:00:00Z" },
      { step: "call", what: "try", since: null, until: "2026-01-03T00:00:00Z" },
    ]);
  });

  it("is a turn, or the end of what a step has called", () => {
    const [step] = execution.steps;
    if (!step) throw new Error("the execution has no step");
    const lane = { scope: "connection:chat", key: "", why: "rate" as const, since: "2026-01-01T00:00:00Z" };
    const parked = { ...step, id: "tell", status: "waiting" as const, waits_in: lane };
    const called = { ...step, id: "bill", kind: "workflow" as const, status: "waiting" as const, child: "exe_2" };
    expect(awaited({ ...execution, status: "waiting", steps: [parked, called] })).toEqual([
      { step: "tell", what: "turn", since: lane.since, until: null },
      { step: "bill", what: "child", since: step.attempts[0]?.finished_at, until: null, child: "exe_2" },
    ]);
  });

  it("is nothing while something runs", () => {
    expect(awaited({ ...execution, status: "running", steps })).toEqual([]);
  });
});

describe("a limit", () => {
  it("is known by the scope of its lane", () => {
    expect(limitOf({ scope: "pause:orders" })).toEqual({ kind: "paused", of: "orders" });
    expect(limitOf({ scope: "workflow:orders" })).toEqual({ kind: "concurrency", of: "orders" });
    expect(limitOf({ scope: "rate:orders" })).toEqual({ kind: "rate", of: "orders" });
    expect(limitOf({ scope: "connection:chat" })).toEqual({ kind: "connection", of: "chat" });
    expect(limitOf({ scope: "moon" })).toEqual({ kind: "other", of: "moon" });
  });

  it("is forgotten once the execution has begun, and taken over for steps", () => {
    const [step] = execution.steps;
    if (!step) throw new Error("the execution has no step");
    const lane = { scope: "connection:chat", key: "", why: "rate" as const, since: "2026-01-01T00:00:00Z" };
    const queued = { ...execution, status: "queued" as const, waits_in: { ...lane, scope: "pause:hello" } };
    const state = {
      execution: { ...execution, event_id: "evt_1", status: "running" as const },
      steps: [{ id: step.id, status: "waiting" as const, attempts: 0, next_at: null, waits_in: lane, items: null }],
    };
    const known = withState(queued, state);
    expect(known.waits_in).toBeNull();
    expect(known.steps[0]?.waits_in).toEqual(lane);
    expect(withState(known, state).steps[0]).toBe(known.steps[0]);
  });
});

describe("the timeline", () => {
  it("places attempts as shares of the whole", () => {
    const bars = timeline(execution, Date.UTC(2026, 0, 1, 0, 0, 4));
    expect(bars).toEqual([{ step: "a", number: 1, status: "succeeded", start: 0, width: 0.5 }]);
  });

  it("never leaves its frame, even when clocks disagree", () => {
    const [step] = execution.steps;
    if (!step) throw new Error("the execution has no step");
    const odd = { ...execution, steps: [{ ...step, attempts: [attempt(1, "failed", -5, 9)] }] };
    const [bar] = timeline(odd, Date.UTC(2026, 0, 1, 0, 0, 4));
    expect(bar).toMatchObject({ start: 0, width: 1 });
  });
});

describe("free JSON of an execution", () => {
  it("is read as a failure where it is one", () => {
    expect(failureOf({ step: "b", class: "timeout", message: "Too late." })).toEqual({
      step: "b",
      class: "timeout",
      message: "Too late.",
    });
    expect(failureOf("Too late.")?.message).toBe("Too late.");
    expect(failureOf(null)).toBeNull();
  });

  it("is read as exchanges where it is a list of them", () => {
    expect(exchangesOf([{ url: "https://x" }, null, 3])).toHaveLength(1);
    expect(exchangesOf(null)).toEqual([]);
  });
});

describe("what mends a failure", () => {
  it("is the workflow where the same request would be refused again", () => {
    for (const kind of ["validation", "not_found", "authorization", "conflict"]) {
      expect(mendedInText({ status: "failed", failure: { class: kind, message: "No." } })).toBe(true);
    }
  });

  it("is a restart where the moment was wrong, and nothing where nothing failed", () => {
    expect(mendedInText({ status: "failed", failure: { class: "server_error", message: "Down." } })).toBe(false);
    expect(mendedInText({ status: "cancelled", failure: { class: "validation", message: "No." } })).toBe(false);
    expect(mendedInText({ status: "failed", failure: null })).toBe(false);
  });
});
