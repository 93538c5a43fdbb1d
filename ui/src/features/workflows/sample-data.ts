import { pretty } from "@/lib/json";

/** Longer data is no help in a small editor, and slow to edit. In characters. */
const longest = 100_000;

const mention = /\bevent\.data((?:\??\.\??[A-Za-z_]\w*|\[\??(?:"[^"\]]+"|'[^'\]]+')\])+)(\s*[([])?/g;
const segment = /[A-Za-z_]\w*|"[^"]+"|'[^']+'/g;

/**
 * What a run begins with: the first webhook's example, else what the newest event brought, else an outline of what the
 * expressions of the text read.
 */
export function sampleText(text: string, sample: unknown, newest: { data: unknown } | null): string {
  if (sample !== undefined) return pretty(sample);
  if (newest && !isEmpty(newest.data)) {
    const shown = pretty(newest.data);
    if (shown.length <= longest) return shown;
  }
  return pretty(skeletonOf(text));
}

function isEmpty(data: unknown): boolean {
  return data === null || (typeof data === "object" && Object.keys(data).length === 0);
}

type Tree = Map<string, Tree | string | []>;

/** An object with every path that is mentioned as `event.data.a.b`; texts where nothing more is known. */
export function skeletonOf(text: string): unknown {
  const root: Tree = new Map();
  for (const [, path = "", after = ""] of text.matchAll(mention)) {
    const names = [...path.matchAll(segment)].map(([name]) => name.replace(/^["']|["']$/g, ""));
    // What is called is a function of the value before it, and no part of the data.
    if (after.endsWith("(")) names.pop();
    grow(root, names, after.endsWith("[") ? [] : "");
  }
  return plain(root);
}

function grow(tree: Tree, names: readonly string[], leaf: string | []): void {
  const [name, ...rest] = names;
  if (name === undefined) return;
  const present = tree.get(name);
  if (rest.length === 0) {
    if (present === undefined || present === "") tree.set(name, leaf);
    return;
  }
  const branch: Tree = present instanceof Map ? present : new Map();
  tree.set(name, branch);
  grow(branch, rest, leaf);
}

function plain(tree: Tree): unknown {
  return Object.fromEntries([...tree].map(([name, value]) => [name, value instanceof Map ? plain(value) : value]));
}
