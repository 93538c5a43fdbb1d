import { brokenJson as texts } from "./texts/forms";

/** What must stand at a place and does not. */
class Broken extends Error {
  constructor(
    readonly offset: number,
    readonly what: string,
  ) {
    super(what);
  }
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const word = /(?:true|false|null)(?!\w)/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON wants those escaped
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/**
 * Where a text stops being JSON (RFC 8259), and why, in the same words in every browser: line and column count from 1.
 * For a text that JSON.parse has refused.
 */
export function whyBroken(text: string): string {
  try {
    const end = skip(text, value(text, skip(text, 0)));
    if (end < text.length) throw new Broken(end, texts.endWanted);
  } catch (error) {
    if (error instanceof Broken) {
      const before = text.slice(0, error.offset).split("\n");
      return texts.at(before.length, (before.at(-1)?.length ?? 0) + 1, error.what);
    }
  }
  return texts.unknown;
}

/** Each of these reads a part from an offset and gives the offset behind it. */
function value(text: string, at: number): number {
  switch (text[at]) {
    case "{":
      return members(text, at + 1, "}", texts.objectGoesOn, member);
    case "[":
      return members(text, at + 1, "]", texts.listGoesOn, value);
    case '"':
      return read(string, text, at) ?? fail(at, texts.stringBroken);
    default:
      return read(number, text, at) ?? read(word, text, at) ?? fail(at, texts.valueWanted);
  }
}

function members(text: string, from: number, end: string, goesOn: string, one: typeof value): number {
  let at = skip(text, from);
  if (text[at] === end) return at + 1;
  for (;;) {
    at = skip(text, one(text, at));
    if (text[at] === end) return at + 1;
    if (text[at] !== ",") fail(at, goesOn);
    at = skip(text, at + 1);
  }
}

function member(text: string, at: number): number {
  if (text[at] !== '"') fail(at, texts.nameWanted);
  const colon = skip(text, read(string, text, at) ?? fail(at, texts.stringBroken));
  if (text[colon] !== ":") fail(colon, texts.colonWanted);
  return value(text, skip(text, colon + 1));
}

function skip(text: string, at: number): number {
  return read(space, text, at) ?? at;
}

function read(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

function fail(offset: number, what: string): never {
  throw new Broken(offset, what);
}
