/** The part of JSON Schema 2020-12 that forms are made from, and the hints that tools add to it. */

export interface UiHints {
  widget?: string;
  group?: string;
  order?: number;
  advanced?: boolean;
  placeholder?: string;
  help?: string;
  visibleWhen?: Record<string, unknown>;
}

export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  sensitive?: boolean;
  "x-ui"?: UiHints;
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
