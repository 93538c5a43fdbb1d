import { whyBroken } from "./broken-json";

/** Reads JSON that a person typed. */
export type Parsed = { ok: true; value: unknown } | { ok: false; message: string };

export function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, message: whyBroken(text) };
  }
}

export function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? "null";
}

/** A slug from what people call a thing: `New issue!` becomes `new-issue`. At most 64 characters. */
export function slug(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 64)
    .replace(/^-+|-+$/g, "");
}
