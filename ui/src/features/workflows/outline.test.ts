import { describe, expect, it } from "vitest";
import { outlineOf } from "./outline";
import { starters } from "./starters";

describe("the outline of a workflow", () => {
  it("names triggers, steps and failure steps with their lines", () => {
    const outline = outlineOf(`id: a
triggers:
  - id: hook
    webhook: { path: orders, sample: { total: 3 } }
  - schedule: { cron: "0 9 * * *" }
steps:
  - id: shape
    transform: {}
  - id: send
    action: slack.send_message
on_failure:
  - id: tell
    action: email.send
`);
    expect(outline?.triggers).toEqual([
      { id: "hook", kind: "webhook", detail: "orders", line: 3 },
      { id: "schedule", kind: "schedule", detail: "0 9 * * *", line: 5 },
    ]);
    expect(outline?.steps.map(({ id, kind, line }) => [id, kind, line])).toEqual([
      ["shape", "transform", 7],
      ["send", "action", 9],
    ]);
    expect(outline?.onFailure).toHaveLength(1);
    expect(outline?.sample).toEqual({ total: 3 });
  });

  it("names the steps that wait, ask and set a variable, with what says most about each", () => {
    const outline = outlineOf(`id: a
steps:
  - id: nap
    wait: { for: PT2H }
  - id: day
    wait: { until: "{{ event.data.start }}" }
  - id: ask
    approval:
      title: Refund?
  - id: count
    set_variable: { name: NUMBER, value: 1 }
  - id: begun
    approval:
  - id: empty
`);
    expect(outline?.steps.map(({ id, kind, detail }) => [id, kind, detail])).toEqual([
      ["nap", "wait", "PT2H"],
      ["day", "wait", "{{ event.data.start }}"],
      ["ask", "approval", "Refund?"],
      ["count", "set_variable", "NUMBER"],
      ["begun", "approval", ""],
      ["empty", "unknown", ""],
    ]);
  });

  it("names the list that a step goes through, and keeps the kind of its work", () => {
    const outline = outlineOf(`id: a
steps:
  - id: send
    foreach: { items: "{{ event.data.people }}", parallel: 5 }
    action: slack.send_message
  - id: shape
    foreach:
      items: [1, 2]
    transform: "{{ item }}"
  - id: once
    transform: {}
`);
    expect(outline?.steps.map(({ kind, forEach }) => [kind, forEach])).toEqual([
      ["action", "{{ event.data.people }}"],
      ["transform", ""],
      ["transform", undefined],
    ]);
  });

  it("shows the short form as the step it is", () => {
    expect(outlineOf("id: a\naction: http.request\n")?.steps).toEqual([
      { id: "run", kind: "action", detail: "http.request", line: 2 },
    ]);
  });

  it("reads half-written texts as far as they go", () => {
    expect(outlineOf("id: a\nsteps:\n  - id: b\n    action: \n  - ")?.steps).toHaveLength(1);
    expect(outlineOf("just words")).toBeNull();
    expect(outlineOf("")).toBeNull();
  });

  it.each(starters.map((starter) => [starter.id, starter] as const))("reads the starter %s", (_, starter) => {
    const outline = outlineOf(starter.text("a-b", 'A "quoted" name'));
    expect(outline?.steps.length).toBeGreaterThan(0);
  });
});
