import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Unreadable } from "@/schema-form/model";
import { initialTrigger, missingOf, needsOf, type TriggerDraft, textOf } from "./draft";

const base = {
  id: "tell",
  name: "Tell: the team",
  action: "slack.send_message",
  connection: "team",
  input: { text: "{{ event.data.a }}" },
};

const aWebhook = initialTrigger("webhook", "UTC") as Extract<TriggerDraft, { kind: "webhook" }>;

it("a trigger begins with what most people want of its kind", () => {
  expect(initialTrigger("manual", "UTC")).toEqual({ kind: "manual" });
  expect(initialTrigger("webhook", "UTC")).toMatchObject({ path: "", preset: "" });
  expect(initialTrigger("schedule", "UTC")).toMatchObject({ timing: "every", every: "PT1H", zone: "UTC" });
});

describe("the text of a tool action event", () => {
  it("is the short form of a workflow", async () => {
    expect(parse(await textOf({ ...base, trigger: { kind: "manual" } }))).toEqual({
      id: "tell",
      name: "Tell: the team",
      triggers: [{ manual: {} }],
      action: "slack.send_message",
      connection: "team",
      input: { text: "{{ event.data.a }}" },
    });
  });

  it("leaves out what is empty", async () => {
    const text = await textOf({ ...base, connection: "", input: {}, trigger: { kind: "manual" } });
    expect(Object.keys(parse(text))).toEqual(["id", "name", "triggers", "action"]);
  });

  it("leaves out what a hidden field keeps and nobody can read", async () => {
    const input = { text: "a", body: new Unreadable("{", "No JSON.") };
    expect(parse(await textOf({ ...base, input, trigger: { kind: "manual" } })).input).toEqual({ text: "a" });
  });

  it("names the secret of a webhook and never holds it", async () => {
    const trigger = { ...aWebhook, preset: "github", secret: "HOOK" };
    expect(parse(await textOf({ ...base, trigger })).triggers).toEqual([
      { webhook: { path: "tell", verify: { preset: "github", secret: "{{ secrets.HOOK }}" } } },
    ]);
  });

  it("holds the settings of a signature that were given, and no others", async () => {
    const hmac = { ...aWebhook.hmac, header: "X-Signature", prefix: "v1=" };
    const trigger = { ...aWebhook, path: "orders", preset: "hmac", secret: "HOOK", hmac };
    expect(parse(await textOf({ ...base, trigger })).triggers).toEqual([
      {
        webhook: {
          path: "orders",
          verify: { preset: "hmac", secret: "{{ secrets.HOOK }}", header: "X-Signature", prefix: "v1=" },
        },
      },
    ]);
  });

  it("has a zone with cron and none with an interval", async () => {
    const trigger = initialTrigger("schedule", "Europe/Berlin");
    expect(parse(await textOf({ ...base, trigger })).triggers).toEqual([{ schedule: { every: "PT1H" } }]);
    const cron = { ...trigger, timing: "cron" } as typeof trigger;
    expect(parse(await textOf({ ...base, trigger: cron })).triggers).toEqual([
      { schedule: { cron: "0 9 * * MON-FRI", zone: "Europe/Berlin" } },
    ]);
  });
});

describe("what must be chosen about a trigger", () => {
  it("is how the sender of a webhook is known, also when it is not at all", () => {
    expect([...missingOf(aWebhook)]).toEqual(["preset"]);
    expect([...missingOf({ ...aWebhook, preset: "none" })]).toEqual([]);
    expect([...missingOf({ ...aWebhook, preset: "hmac" })]).toEqual(["secret", "header"]);
    expect([...missingOf({ ...aWebhook, preset: "github", secret: "HOOK" })]).toEqual([]);
  });

  it("is nothing for the others", () => {
    expect(missingOf({ kind: "manual" }).size).toBe(0);
    expect(missingOf(initialTrigger("schedule", "UTC")).size).toBe(0);
  });
});

describe("what the expressions of an input need", () => {
  it.each<[unknown, string]>([
    [{ a: [{ b: "x" }], c: null, d: 1 }, ""],
    [{ a: [{ b: "x {{ vars.Y }}" }] }, "expressions"],
    [{ a: "event {{ vars.event }} {{ 'event' }}" }, "expressions"],
    [{ a: "{{ vars.A }}", b: ["{{ size(event.data.items) }}"] }, "expressions event"],
    [{ a: "Bearer {{ secrets.TOKEN }}" }, "expressions secrets"],
    [{ a: "{{ event.da" }, "expressions event"],
  ])("of %j is '%s'", (input, expected) => {
    const needs = Object.entries(needsOf(input)).flatMap(([name, needed]) => (needed ? [name] : []));
    expect(needs.join(" ")).toBe(expected);
  });
});
