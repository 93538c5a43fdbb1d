import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import type { StepKind } from "@/lib/execution";

/** What a workflow's text says, as far as it can be read: enough to find one's way. */
export interface Entry {
  id: string;
  kind: "manual" | "webhook" | "schedule" | "end" | "poll" | StepKind | "unknown";
  detail: string;
  /** The list that a step goes through, as far as it can be said in a line; absent for a step that is done once. */
  forEach?: string;
  /** From 1. */
  line: number;
}

export interface Outline {
  triggers: Entry[];
  steps: Entry[];
  onFailure: Entry[];
  /** The example body of the first webhook that has one. */
  sample: unknown;
}

/** Null when the text is no mapping; half-written texts are read as far as they go. */
export function outlineOf(text: string): Outline | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: "silent" });
  const root = document.contents;
  if (!isMap(root)) return null;
  const lineOf = (node: { range?: [number, number, number] | null }) => lines.linePos(node.range?.[0] ?? 0).line;

  function list(name: string, read: (map: YAMLMap, line: number) => Entry): Entry[] {
    const items = (root as YAMLMap).get(name);
    if (!isSeq(items)) return [];
    return items.items.filter(isMap).map((item) => read(item as YAMLMap, lineOf(item as YAMLMap)));
  }

  const steps = list("steps", step);
  if (isScalarText(root.get("action", true))) {
    const node = root.get("action", true) as { range?: [number, number, number] };
    steps.push({ id: "run", kind: "action", detail: textOf(root, "action"), line: lineOf(node) });
  }
  return { triggers: list("triggers", trigger), steps, onFailure: list("on_failure", step), sample: sampleOf(root) };
}

function step(map: YAMLMap, line: number): Entry {
  const work = workOf(map, line);
  return map.has("foreach") ? { ...work, forEach: listOf(map.get("foreach")) } : work;
}

/** Empty where the list is written out, or not there yet. */
function listOf(foreach: unknown): string {
  return isMap(foreach) ? textOf(foreach as YAMLMap, "items") : "";
}

function workOf(map: YAMLMap, line: number): Entry {
  const id = textOf(map, "id");
  const action = textOf(map, "action");
  if (action !== "") return { id, kind: "action", detail: action, line };
  for (const [kind, ...telling] of controls) {
    if (!map.has(kind)) continue;
    const settings = map.get(kind);
    const detail = isMap(settings)
      ? telling.map((name) => textOf(settings as YAMLMap, name)).find((text) => text !== "")
      : "";
    return { id, kind, detail: detail ?? "", line };
  }
  return { id, kind: "unknown", detail: "", line };
}

/** What a step can do besides calling an action, each with the settings that say most about it. */
const controls = [
  ["transform"],
  ["wait", "for", "until"],
  ["approval", "title"],
  ["set_variable", "name"],
  ["workflow", "id"],
] as const satisfies [StepKind, ...string[]][];

function trigger(map: YAMLMap, line: number): Entry {
  for (const kind of ["webhook", "schedule", "workflow", "poll", "manual"] as const) {
    if (!map.has(kind)) continue;
    const settings = map.get(kind);
    const detail = isMap(settings)
      ? ["path", "cron", "name", "every", "at", "id"]
          .map((name) => textOf(settings as YAMLMap, name))
          .find((text) => text !== "")
      : "";
    return { id: textOf(map, "id") || kind, kind: kind === "workflow" ? "end" : kind, detail: detail ?? "", line };
  }
  return { id: textOf(map, "id"), kind: "unknown", detail: "", line };
}

function sampleOf(root: YAMLMap): unknown {
  const triggers = root.get("triggers");
  if (!isSeq(triggers)) return undefined;
  for (const item of triggers.items) {
    if (!isMap(item)) continue;
    const webhook = item.get("webhook");
    const sample = isMap(webhook) ? webhook.get("sample") : undefined;
    if (sample !== undefined) return isMap(sample) || isSeq(sample) ? sample.toJSON() : sample;
  }
  return undefined;
}

function isScalarText(node: unknown): boolean {
  return isScalar(node) && typeof node.value === "string" && node.value !== "";
}

function textOf(map: YAMLMap, name: string): string {
  const value = map.get(name);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
