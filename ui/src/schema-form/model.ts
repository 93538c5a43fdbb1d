/** What a form shows for a schema and a value, without any React. */
import { forms } from "@/lib/texts/forms";
import { isSchema, type JsonSchema } from "./schema";

export type Widget =
  | "text"
  | "long-text"
  | "secret"
  | "number"
  | "integer"
  | "boolean"
  | "choice"
  | "list"
  | "map"
  | "object"
  | "json";

export interface FormField {
  name: string;
  /** From the form's root: `headers`, `person.name`. */
  path: string;
  schema: JsonSchema;
  widget: Widget;
  label: string;
  description: string | null;
  placeholder: string | undefined;
  required: boolean;
  advanced: boolean;
  code: boolean;
  /** Of `choice`. */
  choices: { value: string; label: string; raw: unknown }[];
}

/** Text fields longer than this get several lines. */
const longText = 500;
const longNames = /^(text|body|message|content|description|comment|html|markdown|note)$/;

/** `anyOf` of one real type and null is that type. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const choices = schema.anyOf ?? schema.oneOf;
  if (!choices || schema.type !== undefined) return schema;
  const real = choices.filter((choice) => choice.type !== "null");
  const [only] = real;
  if (real.length === 1 && only) return { ...only, ...schema, anyOf: undefined, oneOf: undefined, type: only.type };
  // A text or a list of texts: the text is the way people write it, an expression can still give a list.
  const text = real.find((choice) => choice.type === "string");
  if (text && real.every((choice) => choice.type === "string" || choice.type === "array")) {
    return { ...text, ...schema, anyOf: undefined, oneOf: undefined, type: "string" };
  }
  return schema;
}

function typeOf(schema: JsonSchema): string | undefined {
  if (!Array.isArray(schema.type)) return schema.type;
  const real = schema.type.filter((type) => type !== "null");
  return real.length === 1 ? real[0] : undefined;
}

function isSimple(value: unknown): boolean {
  return value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function widgetOf(name: string, schema: JsonSchema): Widget {
  const hint = schema["x-ui"]?.widget;
  if (hint === "secret" || schema.sensitive) return "secret";
  if (hint === "code:json") return "json";
  if (schema.enum?.every(isSimple)) return "choice";
  switch (typeOf(schema)) {
    case "string": {
      const long = hint?.startsWith("code:") || (schema.maxLength ?? 0) > longText;
      return long && (longNames.test(name) || hint?.startsWith("code:")) ? "long-text" : "text";
    }
    case "number":
      return "number";
    case "integer":
      return "integer";
    case "boolean":
      return "boolean";
    case "array":
      return schema.items && /^(string|number|integer)$/.test(typeOf(schema.items) ?? "") ? "list" : "json";
    case "object":
      if (schema.properties && Object.keys(schema.properties).length > 0) return "object";
      return isSchema(schema.additionalProperties) && takesText(schema.additionalProperties) ? "map" : "json";
    default:
      return "json";
  }
}

function takesText(schema: JsonSchema): boolean {
  return schema.type === "string" || (Array.isArray(schema.type) && schema.type.includes("string"));
}

function labelOf(name: string, schema: JsonSchema): string {
  if (schema.title) return schema.title;
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The fields of an object schema: those that are needed first, then by the hints' order, else as written. */
export function fieldsOf(schema: JsonSchema, parent = ""): FormField[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {})
    .map(([name, raw], position) => ({ field: fieldOf(name, raw, parent, required.has(name)), position }))
    .sort((one, other) => rank(one) - rank(other) || one.position - other.position)
    .map(({ field }) => field);
}

function rank({ field }: { field: FormField }): number {
  const order = field.schema["x-ui"]?.order;
  if (order !== undefined) return order;
  return field.required ? 1000 : 2000;
}

function fieldOf(name: string, raw: JsonSchema, parent: string, required: boolean): FormField {
  const schema = withoutNull(raw);
  const hints = schema["x-ui"] ?? {};
  return {
    name,
    path: parent === "" ? name : `${parent}.${name}`,
    schema,
    widget: widgetOf(name, schema),
    label: labelOf(name, schema),
    description: hints.help ?? schema.description ?? null,
    placeholder:
      hints.placeholder ??
      (isSimple(schema.default) && schema.default !== null && schema.default !== undefined
        ? String(schema.default)
        : undefined),
    required,
    advanced: hints.advanced === true && !required,
    code: hints.widget?.startsWith("code:") ?? false,
    choices: (schema.enum ?? [])
      .filter(isSimple)
      .map((value) => ({ value: String(value), label: String(value), raw: value })),
  };
}

export type Values = Record<string, unknown>;

/**
 * What was typed into a field and cannot be read as its value. It stands in the values in the value's place, so that
 * nothing older is sent instead, and it is a problem of its field.
 */
export class Unreadable {
  constructor(
    /** In the shape that the field's own input keeps it. */
    readonly typed: unknown,
    readonly message: string,
  ) {}

  /** Written as JSON it is not there: a field that is hidden holds nothing back, and what it keeps goes nowhere. */
  toJSON(): undefined {
    return undefined;
  }
}

/** A number that was typed. One that JavaScript would round to another is not read. */
export function readNumber(text: string): { ok: true; value: number } | { ok: false; message: string } {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return { ok: false, message: forms.notANumber };
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return { ok: false, message: forms.tooManyDigits };
  return { ok: true, value };
}

/** Whether the hints show a field now; a default counts as the value of what is not set. */
export function isVisible(field: FormField, siblings: FormField[], values: Values): boolean {
  const conditions = field.schema["x-ui"]?.visibleWhen;
  if (!conditions) return true;
  return Object.entries(conditions).every(([name, wanted]) => {
    const present = values[name] ?? siblings.find((each) => each.name === name)?.schema.default;
    // What an expression will give is not known yet.
    if (isExpression(present)) return true;
    return Array.isArray(wanted) ? wanted.includes(present) : present === wanted;
  });
}

/** What the form shows of the values: a field that is hidden keeps what was typed, and it goes nowhere. */
export function visibleValues(schema: JsonSchema, values: Values): Values {
  const fields = fieldsOf(schema);
  const hidden = new Set(fields.filter((field) => !isVisible(field, fields, values)).map((field) => field.name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.has(name)));
}

/** The values with one changed. What is emptied is left out, so that the tool's own default counts. */
export function withValue(values: Values, name: string, value: unknown): Values {
  const { [name]: _, ...rest } = values;
  if (value === undefined || value === "") return rest;
  return { ...values, [name]: value };
}

/** Whether a text holds an expression, which can stand for a value of any type. */
export function isExpression(value: unknown): value is string {
  return typeof value === "string" && value.includes("{{");
}

/** What is plainly wrong before the server is asked, by path. The server stays the judge. */
export function problemsOf(schema: JsonSchema, values: Values, parent = ""): Map<string, string> {
  const problems = new Map<string, string>();
  const fields = fieldsOf(schema, parent);
  for (const field of fields) {
    if (!isVisible(field, fields, values)) continue;
    const value = values[field.name];
    if (value === undefined || value === null || value === "") {
      if (field.required && field.schema.default === undefined) problems.set(field.path, forms.missing);
    } else if (field.widget === "object" && isSchema(value)) {
      for (const [path, message] of problemsOf(field.schema, value as Values, field.path)) problems.set(path, message);
    } else if (!isExpression(value)) {
      const problem = problemOf(field, value);
      if (problem) problems.set(field.path, problem);
    }
  }
  const missing = missingAlternatives(schema, values);
  const [first] = missing;
  if (first) {
    const labels = missing.map((name) => fields.find((field) => field.name === name)?.label ?? name);
    problems.set(parent === "" ? first : `${parent}.${first}`, forms.oneOf(labels.join(", ")));
  }
  return problems;
}

function problemOf({ schema, widget }: FormField, value: unknown): string | null {
  if (value instanceof Unreadable) return value.message;
  if (widget === "number" || widget === "integer") {
    if (typeof value !== "number") return forms.notANumber;
    if (widget === "integer" && !Number.isInteger(value)) return forms.notAWhole;
    if (schema.minimum !== undefined && value < schema.minimum) return forms.tooSmall(schema.minimum);
    if (schema.maximum !== undefined && value > schema.maximum) return forms.tooLarge(schema.maximum);
  }
  if (typeof value === "string" && (widget === "text" || widget === "long-text" || widget === "secret")) {
    if (schema.minLength !== undefined && value.length < schema.minLength) return forms.tooShort(schema.minLength);
    if (schema.maxLength !== undefined && value.length > schema.maxLength) return forms.tooLong(schema.maxLength);
    if (schema.pattern !== undefined && !matches(schema.pattern, value)) return forms.pattern;
  }
  if (widget === "list" && Array.isArray(value)) {
    const wrong = value.map((item) => problemOfItem(schema, item));
    const first = wrong.findIndex((problem) => problem !== null);
    if (first >= 0) return forms.inItem(first + 1, String(wrong[first]));
  }
  return null;
}

/** Whether items are numbers, in a list of simple values. */
export function takesNumbers({ items }: JsonSchema): boolean {
  return items?.type === "integer" || items?.type === "number";
}

/** What is wrong with one item of a list. */
export function problemOfItem(list: JsonSchema, item: unknown): string | null {
  if (item instanceof Unreadable) return item.message;
  if (item === "") return forms.emptyItem;
  if (!takesNumbers(list) || isExpression(item)) return null;
  if (typeof item !== "number") return forms.notANumber;
  return list.items?.type === "integer" && !Number.isInteger(item) ? forms.notAWhole : null;
}

/** A pattern that this browser cannot read is left to the server. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

/** The names of which one is needed and none is there, from `anyOf: [{required: [a]}, {required: [b]}]`. */
function missingAlternatives(schema: JsonSchema, values: Values): string[] {
  const alternatives = (schema.anyOf ?? []).map((choice) => choice.required ?? []);
  if (alternatives.length === 0 || alternatives.some((names) => names.length === 0)) return [];
  if (alternatives.some((names) => names.every((name) => values[name] !== undefined && values[name] !== ""))) return [];
  return [...new Set(alternatives.flat())];
}

/** The server's problems by the path of the field they belong to; `prefix` is what stands before the form's own paths. */
export function byPath(items: readonly { path: string; message: string }[], prefix: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, message } of items) {
    const inside = path.startsWith(`${prefix}.`) ? path.slice(prefix.length + 1) : path;
    if (!found.has(inside)) found.set(inside, message);
  }
  return found;
}
