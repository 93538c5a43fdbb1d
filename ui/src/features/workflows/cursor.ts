/**
 * Where a place in a YAML text lies: the keys that lead there, read from indentation alone, because what is being typed
 * can rarely be parsed. Lists appear as `[]`. Flow collections (`{ a: 1 }`) count on the line they stand on.
 */
export interface Cursor {
  /** The keys around, outermost first: `steps`, `[]`, `input`. */
  path: string[];
  /** Whether a key or the value of `key` is being typed. */
  at: "key" | "value";
  key: string | null;
  /** What is typed so far, and where it begins. */
  typed: string;
  from: number;
  /** Keys that stand beside it already. */
  siblings: string[];
  /** The action of the step around it, if one is written. */
  action: string | null;
}

interface Line {
  text: string;
  /** Columns of the dashes before the key. */
  dashes: number[];
  /** Column where the key or value begins. */
  column: number;
  key: string | null;
  value: string;
}

const shape = /^(\s*)((?:-\s+|-$)*)(?:([A-Za-z_][\w-]*):(?:\s+(.*)|$))?(.*)$/;

function read(text: string): Line | null {
  if (text.trim() === "" || text.trimStart().startsWith("#")) return null;
  const match = shape.exec(text);
  if (!match) return null;
  const [, indent = "", marks = "", key, value, rest = ""] = match;
  const dashes = [...marks].flatMap((character, offset) => (character === "-" ? [indent.length + offset] : []));
  return { text, dashes, column: indent.length + marks.length, key: key ?? null, value: value ?? rest };
}

export function cursorAt(text: string, offset: number): Cursor {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const lines = text.slice(0, start).split("\n").slice(0, -1);
  const after = text.slice(offset).split("\n").slice(1);
  const before = text.slice(start, offset);
  const line = read(before) ?? { text: before, dashes: [], column: before.length, key: null, value: "" };
  const around = ancestors(lines, line);
  const flow = inFlow(line);
  const beside = siblingsOf(lines, after, line);
  const action = beside.get("action") ?? around.action;
  if (flow) {
    const typed = /[\w."#/-]*$/.exec(before)?.[0] ?? "";
    const path = [...around.path, ...flow.path];
    return {
      path,
      at: flow.key === null ? "key" : "value",
      key: flow.key,
      typed,
      from: offset - typed.length,
      siblings: flow.siblings,
      action,
    };
  }
  const typed = line.key === null ? line.value.trimStart() : line.value;
  return {
    path: around.path,
    at: line.key === null ? "key" : "value",
    key: line.key,
    typed,
    from: offset - typed.length,
    siblings: [...beside.keys()],
    action,
  };
}

/** Climbs from a line to the beginning of the text and collects the keys it lies under. */
function ancestors(lines: string[], line: Line): { path: string[]; action: string | null } {
  const path: string[] = [];
  let action: string | null = null;
  let column = line.column;
  for (const dash of line.dashes.toReversed()) {
    path.unshift("[]");
    column = dash;
  }
  let inList = line.dashes.length > 0;
  for (let at = lines.length - 1; at >= 0; at--) {
    const above = read(lines[at] ?? "");
    if (!above) continue;
    const parent = above.column < column || (inList && above.column === column && above.dashes.length === 0);
    if (parent && above.key !== null && above.value === "") {
      path.unshift(above.key);
      if (above.key === "input") action ??= actionBeside(lines, at, above.column);
      column = above.column;
      inList = false;
    } else if (above.column !== column || inList) {
      continue;
    }
    for (const dash of above.dashes.toReversed()) {
      if (dash >= column) continue;
      path.unshift("[]");
      column = dash;
      inList = true;
    }
  }
  return { path, action };
}

/** The action written at the same level as the `input` of line `at`. */
function actionBeside(lines: string[], at: number, column: number): string | null {
  const here = read(lines[at] ?? "");
  if (!here) return null;
  return siblingsOf(lines.slice(0, at), lines.slice(at + 1), { ...here, column }).get("action") ?? null;
}

/** The keys at a line's level in the same object, with their values. */
function siblingsOf(before: string[], after: string[], line: Line): Map<string, string> {
  const found = new Map<string, string>();
  if (line.dashes.length === 0) {
    for (const text of before.toReversed()) {
      const above = read(text);
      if (!above) continue;
      if (above.column < line.column) break;
      if (above.column !== line.column) continue;
      if (above.key !== null) found.set(above.key, above.value);
      if (above.dashes.length > 0) break;
    }
  }
  for (const text of after) {
    const below = read(text);
    if (!below) continue;
    if (below.column < line.column || below.dashes.some((dash) => dash < line.column)) break;
    if (below.column === line.column && below.key !== null) found.set(below.key, below.value);
  }
  return found;
}

/** The keys inside `{ ... }` on one line, when the place lies inside. */
function inFlow(line: Line): { path: string[]; key: string | null; siblings: string[] } | null {
  if (line.key === null || !/^[{[]/.test(line.value)) return null;
  const stack: { name: string | null; siblings: string[] }[] = [];
  let key: string | null = line.key;
  let word = "";
  let quote: string | null = null;
  for (const character of line.value) {
    if (quote !== null) {
      if (character === quote) quote = null;
      continue;
    }
    if (character === '"' || character === "'") quote = character;
    else if (character === "{" || character === "[") {
      stack.push({ name: key, siblings: [] });
      key = null;
      word = "";
    } else if (character === "}" || character === "]") {
      stack.pop();
      key = "";
      word = "";
    } else if (character === ",") {
      key = null;
      word = "";
    } else if (character === ":") {
      key = word.trim();
      stack.at(-1)?.siblings.push(key);
      word = "";
    } else word += character;
  }
  const inner = stack.at(-1);
  if (!inner) return null;
  return { path: stack.map((each) => each.name ?? "[]"), key, siblings: inner.siblings };
}
