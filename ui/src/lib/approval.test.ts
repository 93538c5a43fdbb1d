import { describe, expect, it } from "vitest";
import { answerOf, mayAnswer, questionOf } from "./approval";
import type { AttemptDetail, StepDetail } from "./execution";

const asked: AttemptDetail = {
  number: 1,
  status: "waiting",
  error_class: null,
  decision: "wait",
  reason: "Waits for an answer until 2026-11-25T09:00:00Z.",
  started_at: "2026-11-23T09:00:00Z",
  finished_at: "2026-11-23T09:00:00Z",
  next_at: "2026-11-25T09:00:00.123456Z",
  input: { title: "Refund?", details: "**40** EUR", roles: ["owner"] },
  exchanges: null,
  output: null,
};

function step(part: Partial<StepDetail>): StepDetail {
  return {
    id: "ask",
    kind: "approval",
    status: "waiting",
    on_failure: false,
    action: null,
    connection: null,
    next_at: null,
    child: null,
    waits_in: null,
    items: null,
    output: null,
    attempts: [asked],
    ...part,
  };
}

const yes = { approved: true, by: "Ada", at: "2026-11-23T10:00:00Z", note: "Fine." };

describe("an approval", () => {
  it("says what it asks, whom, and until when", () => {
    expect(questionOf(step({}))).toEqual({
      title: "Refund?",
      details: "**40** EUR",
      roles: ["owner"],
      until: "2026-11-25T09:00:00.123456Z",
    });
  });

  it("has no question before it asks, and when it is another kind of step", () => {
    expect(questionOf(step({ attempts: [] }))).toBeNull();
    expect(questionOf(step({ kind: "wait" }))).toBeNull();
  });

  it("asks even where what it asked is no longer kept", () => {
    expect(questionOf(step({ attempts: [{ ...asked, input: null }] }))).toMatchObject({ title: "", roles: [] });
  });

  it("has the answer of whoever gave it, or of the time", () => {
    expect(answerOf(step({ status: "succeeded", output: yes }))).toEqual(yes);
    expect(answerOf(step({ status: "failed", output: { ...yes, approved: false, by: null, note: "" } }))).toEqual({
      approved: false,
      by: null,
      at: yes.at,
      note: "",
    });
  });

  it("has none while it waits, when nobody answered, and when a step only looks like one", () => {
    expect(answerOf(step({ output: yes }))).toBeNull();
    expect(answerOf(step({ status: "failed" }))).toBeNull();
    expect(answerOf(step({ status: "succeeded", kind: "transform", output: yes }))).toBeNull();
  });

  it("is answered by the roles it names, or by all who may run executions", () => {
    expect(mayAnswer("owner", ["editor"])).toBe(false);
    expect(mayAnswer("editor", ["editor", "owner"])).toBe(true);
    expect(mayAnswer("operator", [])).toBe(true);
    expect(mayAnswer("viewer", [])).toBe(false);
    expect(mayAnswer(undefined, [])).toBe(false);
  });
});
