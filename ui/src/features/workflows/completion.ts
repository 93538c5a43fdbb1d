import type { JsonSchema } from "@/schema-form/schema";
import type { Suggestion, Suggestions } from "@/ui/code/editor-view";
import { type Cursor, cursorAt } from "./cursor";

/** A schema that refers to its own parts. */
export type RootSchema = JsonSchema & { $defs?: Record<string, JsonSchema> };
type Node = JsonSchema & { $ref?: string; examples?: unknown[]; allOf?: JsonSchema[] };

/** What the editor knows about the project beside the format itself. */
export interface Knowledge {
  schema: RootSchema;
  actions: readonly { name: string; title: string; tool: string }[];
  connections: readonly { id: string; tool: string }[];
  inputOf: (action: string) => Promise<JsonSchema | null>;
}

export async function suggest(knowledge: Knowledge, text: string, offset: number): Promise<Suggestions | null> {
  const cursor = cursorAt(text, offset);
  const schema = await schemaAt(knowledge, cursor);
  const items = cursor.at === "key" ? keys(knowledge.schema, schema, cursor) : values(knowledge, schema, cursor);
  return { from: cursor.from, items };
}

async function schemaAt(knowledge: Knowledge, cursor: Cursor): Promise<JsonSchema | null> {
  const { path } = cursor;
  const input = path.indexOf("input");
  const inStep = input === 0 || path[input - 1] === "[]";
  if (input >= 0 && inStep && cursor.action) {
    const schema = await knowledge.inputOf(cursor.action);
    return schema ? walk(schema as RootSchema, schema, path.slice(input + 1)) : null;
  }
  return walk(knowledge.schema, knowledge.schema, path);
}

function walk(root: RootSchema, from: JsonSchema, path: readonly string[]): JsonSchema | null {
  let node: JsonSchema | null = resolve(root, from);
  for (const name of path) {
    if (!node) return null;
    const next: JsonSchema | undefined = name === "[]" ? node.items : propertiesOf(root, node)[name];
    node = next ? resolve(root, next) : null;
  }
  return node;
}

/** Follows a reference; what stands beside it wins. */
function resolve(root: RootSchema, schema: JsonSchema): JsonSchema {
  const { $ref, ...rest } = schema as Node;
  if (!$ref?.startsWith("#/$defs/")) return schema;
  const target = root.$defs?.[$ref.slice("#/$defs/".length)];
  return target ? { ...resolve(root, target), ...rest } : schema;
}

function propertiesOf(root: RootSchema, schema: JsonSchema): Record<string, JsonSchema> {
  const node = schema as Node;
  const choices = [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])].map((each) =>
    resolve(root, each),
  );
  const all: Record<string, JsonSchema> = {};
  for (const choice of choices) {
    for (const [name, property] of Object.entries(choice.properties ?? {})) {
      if (typeof property === "object") all[name] = property;
    }
  }
  return { ...all, ...node.properties };
}

/** What the choices that are taken already leave no room for: a step that waits calls no action. */
function excludedBy(root: RootSchema, schema: JsonSchema, present: ReadonlySet<string>): Set<string> {
  const taken = ((schema as Node).oneOf ?? []).filter(({ required }) => required?.every((name) => present.has(name)));
  const rules = taken.flatMap((choice) =>
    [choice, ...((choice as Node).allOf ?? [])].map((each) => resolve(root, each)),
  );
  const properties = rules.flatMap((rule) => Object.entries<unknown>(rule.properties ?? {}));
  return new Set(properties.filter(([, allowed]) => allowed === false).map(([name]) => name));
}

function keys(root: RootSchema, schema: JsonSchema | null, cursor: Cursor): Suggestion[] {
  if (!schema) return [];
  const present = new Set(cursor.siblings);
  const excluded = excludedBy(root, schema, present);
  return Object.entries(propertiesOf(root, schema))
    .filter(([name]) => !present.has(name) && !excluded.has(name))
    .map(([name, property]) => {
      const resolved = resolve(root, property);
      return {
        label: name,
        insert: `${name}: `,
        detail: schema.required?.includes(name) ? "required" : undefined,
        info: resolved.description ?? resolved.title,
        kind: "key" as const,
      };
    });
}

function values(knowledge: Knowledge, schema: JsonSchema | null, cursor: Cursor): Suggestion[] {
  const { key } = cursor;
  if (key === null || key === "") return [];
  const inStep = cursor.path.length === 0 || cursor.path.at(-1) === "[]";
  if (inStep && key === "action") {
    return knowledge.actions.map((action) => ({ label: action.name, detail: action.title, kind: "value" }));
  }
  if (inStep && key === "connection") {
    const tool = cursor.action?.split(".")[0];
    return knowledge.connections
      .filter((connection) => !tool || connection.tool === tool)
      .map((connection) => ({ label: connection.id, detail: connection.tool, kind: "value" }));
  }
  const property = schema ? propertiesOf(knowledge.schema, schema)[key] : undefined;
  if (!property) return [];
  const node = resolve(knowledge.schema, property) as Node;
  if (node.type === "boolean") return ["true", "false"].map((label) => ({ label, kind: "value" }));
  if (node.items?.enum) {
    return node.items.enum.map((choice) => ({ label: String(choice), insert: `[${scalar(choice)}]`, kind: "value" }));
  }
  const choices = node.enum ?? node.examples ?? [];
  return choices.map((choice) => ({
    label: String(choice),
    insert: scalar(choice),
    detail: choice === node.default ? "default" : undefined,
    kind: "value",
  }));
}

/** A value as YAML writes it: texts that mean something else without quotes get them. */
function scalar(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return /^[\w/+][\w ./+:=-]*$/.test(value) && !/: |^(true|false|null|yes|no)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
