import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("src/ui/styles/tokens.css", "utf8").replace(/\/\*[\s\S]*?\*\//g, "");

/** The custom properties of all blocks with a selector, later ones winning. */
function tokens(selector: string): Map<string, string> {
  const found = new Map<string, string>();
  const blocks = css.matchAll(/([^{}]+)\{([^{}]*)\}/g);
  for (const [, heads = "", body = ""] of blocks) {
    if (heads.trim() !== selector) continue;
    for (const [, name = "", value = ""] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g)) found.set(name, value.trim());
  }
  return found;
}

type Scheme = "light" | "dark";

function resolve(all: Map<string, string>, value: string, scheme: Scheme): string {
  const both = /^light-dark\((.+?), (.+)\)$/.exec(value);
  if (both) return resolve(all, (scheme === "light" ? both[1] : both[2]) ?? "", scheme);
  const name = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  if (name === undefined) return value;
  const next = all.get(name);
  if (next === undefined) throw new Error(`${name} is not defined`);
  return resolve(all, next, scheme);
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const normal = tokens(":root");
const more = new Map([...normal, ...tokens(':root[data-contrast="more"]')]);

const surfaces = ["background", "surface", "raised", "sunken", "hover", "selected", "neutral-soft"];
const pairs = [
  ...["text", "text-muted"].flatMap((text) => surfaces.map((surface) => [text, surface])),
  ...["background", "surface", "raised", "sunken", "hover", "selected"].map((surface) => ["text-faint", surface]),
  ...["background", "surface", "raised", "sunken"].map((surface) => ["link", surface]),
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ...["success", "warning", "danger", "info", "special"].flatMap((tone) => [
    [tone, `${tone}-soft`],
    [tone, "surface"],
  ]),
] as [string, string][];

describe.each<[string, Map<string, string>, number]>([
  ["normal contrast", normal, 4.5],
  ["more contrast", more, 7],
])("with %s", (title, all, least) => {
  describe.each<Scheme>(["light", "dark"])("in the %s scheme", (scheme) => {
    const colour = (name: string) => resolve(all, `var(--color-${name})`, scheme);
    const tested = title === "normal contrast" ? pairs : pairs.filter(([text]) => /^(text|link|on-)/.test(text));

    it.each(tested)("%s on %s can be read", (text, surface) => {
      expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(
        text === "text-faint" && least === 7 ? 4.5 : least,
      );
    });

    it.each(["border-strong", "focus", "accent"])("%s can be told from what it lies on", (name) => {
      for (const surface of ["background", "surface"]) {
        expect(contrast(colour(name), colour(surface))).toBeGreaterThanOrEqual(3);
      }
    });
  });
});
