import type { Values } from "@/schema-form/model";

/** What the form gathers about a tool action event, and the text of the workflow that it becomes. */
export type TriggerDraft =
  | { kind: "manual" }
  | { kind: "webhook"; path: string; preset: string; secret: string; hmac: HmacDraft }
  | { kind: "schedule"; timing: "every" | "cron"; every: string; cron: string; zone: string };

/** How a sender signs that no preset knows; what is empty is left to the server's default. */
export interface HmacDraft {
  header: string;
  algorithm: string;
  encoding: string;
  prefix: string;
  timestampHeader: string;
  signed: string;
}

const noHmac: HmacDraft = { header: "", algorithm: "", encoding: "", prefix: "", timestampHeader: "", signed: "" };

export interface Draft {
  id: string;
  name: string;
  trigger: TriggerDraft;
  action: string;
  connection: string;
  input: Values;
}

export function initialTrigger(kind: TriggerDraft["kind"], zone: string): TriggerDraft {
  switch (kind) {
    case "manual":
      return { kind };
    case "webhook":
      return { kind, path: "", preset: "", secret: "", hmac: noHmac };
    case "schedule":
      return { kind, timing: "every", every: "PT1H", cron: "0 9 * * MON-FRI", zone };
  }
}

function triggerOf(trigger: TriggerDraft, id: string): object {
  switch (trigger.kind) {
    case "manual":
      return { manual: {} };
    case "webhook":
      return { webhook: { path: trigger.path || id, verify: verifyOf(trigger) } };
    case "schedule":
      return trigger.timing === "every"
        ? { schedule: { every: trigger.every } }
        : { schedule: { cron: trigger.cron, zone: trigger.zone } };
  }
}

function verifyOf({ preset, secret, hmac }: Extract<TriggerDraft, { kind: "webhook" }>): object {
  if (preset === "none") return { preset };
  if (preset !== "hmac") return { preset, secret: `{{ secrets.${secret} }}` };
  const settings = {
    header: hmac.header,
    algorithm: hmac.algorithm,
    encoding: hmac.encoding,
    prefix: hmac.prefix,
    timestamp_header: hmac.timestampHeader,
    signed: hmac.signed,
  };
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ""));
  return { preset, secret: `{{ secrets.${secret} }}`, ...given };
}

/** What must still be chosen about the trigger, by field; the server judges the rest when it is published. */
export function missingOf(trigger: TriggerDraft): Set<"preset" | "secret" | "header"> {
  const missing = new Set<"preset" | "secret" | "header">();
  if (trigger.kind !== "webhook") return missing;
  if (trigger.preset === "") missing.add("preset");
  else if (trigger.preset !== "none" && trigger.secret === "") missing.add("secret");
  if (trigger.preset === "hmac" && trigger.hmac.header.trim() === "") missing.add("header");
  return missing;
}

/** The short form of a workflow, in YAML as people write it. */
export async function textOf(draft: Draft): Promise<string> {
  const { stringify } = await import("yaml");
  // As JSON first: a hidden field may keep what cannot be read, which YAML would write as null.
  const input = JSON.parse(JSON.stringify(draft.input)) as Values;
  return stringify(
    {
      id: draft.id,
      name: draft.name,
      triggers: [triggerOf(draft.trigger, draft.id)],
      action: draft.action,
      ...(draft.connection === "" ? {} : { connection: draft.connection }),
      ...(Object.keys(input).length === 0 ? {} : { input }),
    },
    { lineWidth: 0, defaultStringType: "PLAIN", singleQuote: false },
  );
}

/** What must be known before the expressions of an input have a value. */
export interface Needs {
  expressions: boolean;
  event: boolean;
  /** Which only a running step may read. */
  secrets: boolean;
}

export function needsOf(input: unknown): Needs {
  const sources = expressionsIn(input);
  const mention = (name: string) => sources.some((source) => new RegExp(`(?<![.\\w])${name}\\b`).test(source));
  return { expressions: sources.length > 0, event: mention("event"), secrets: mention("secrets") };
}

/** What stands within `{{ }}`, without the texts in quotes in it. One that is not closed counts as far as it goes. */
function expressionsIn(value: unknown): string[] {
  if (typeof value === "string") {
    return [...value.matchAll(/\{\{(.*?)(?:\}\}|$)/gs)].map(([, source = ""]) =>
      source.replace(/'[^']*'|"[^"]*"/g, "''"),
    );
  }
  if (Array.isArray(value)) return value.flatMap(expressionsIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(expressionsIn) : [];
}
