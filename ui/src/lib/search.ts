/** Reading what stands in an address: unknown and unreadable parts are dropped, never an error. */

type Raw = Record<string, unknown>;

/** A text of the address; the router reads `?q=12` as a number. */
export function text(search: Raw, name: string): string | undefined {
  const value = search[name];
  if (typeof value === "string") return value === "" ? undefined : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return undefined;
}

export function oneOf<Value extends string>(search: Raw, name: string, values: readonly Value[]): Value | undefined {
  const value = text(search, name);
  return values.find((each) => each === value);
}

/** Only what is switched on stands in an address. */
export function flag(search: Raw, name: string): true | undefined {
  return search[name] === true || search[name] === "true" ? true : undefined;
}

export function positive(search: Raw, name: string): number | undefined {
  const value = Number(search[name]);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** A place in a list, counted from 0. */
export function place(search: Raw, name: string): number | undefined {
  const value = text(search, name);
  return value !== undefined && /^(0|[1-9]\d{0,8})$/.test(value) ? Number(value) : undefined;
}

/** Leaves out what is undefined, so that links need not name every part of an address. */
export function present<Search extends object>(search: Search): Partial<Search> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as Partial<Search>;
}
