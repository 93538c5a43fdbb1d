// Adds up, from Vite's manifest, what a browser loads for each kind of page, and fails when it is more than budgeted.
// Sizes are gzip -9, in KiB. A route's size is what it loads beyond what every page loads anyway.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

const sizes = new Map();
function size(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1024);
  return sizes.get(file);
}

/** The files that an entry of the manifest loads before it can run. */
function closure(key, into = { js: new Set(), css: new Set() }) {
  const chunk = manifest[key];
  if (into.js.has(chunk.file)) return into;
  into.js.add(chunk.file);
  for (const file of chunk.css ?? []) into.css.add(file);
  for (const next of chunk.imports ?? []) closure(next, into);
  return into;
}

const sum = (files) => [...files].reduce((total, file) => total + size(file), 0);
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const initial = closure(entry);

/** The file of a chunk that is loaded on its own, after the page that needs it. */
function later(name) {
  const key = Object.keys(manifest).find((each) => manifest[each].name === name);
  if (key === undefined) throw new Error(`The manifest has no chunk ${name}.`);
  return new Set([manifest[key].file]);
}
const codeFiles = later("code-editor");

const rows = [
  ["initial JavaScript", sum(initial.js), 130],
  ["initial CSS", sum(initial.css), 15],
  ["code editor", sum(codeFiles), 130],
  ["reader of YAML, for the outline", sum(later("yaml-reader")), 35],
];
const routes = Object.keys(manifest).filter((key) => /^src\/features\/[^/]+\/[^/]+-screen\.tsx$/.test(key));
for (const key of routes.sort()) {
  const all = closure(key);
  const own = [...all.js].filter((file) => !initial.js.has(file) && !codeFiles.has(file));
  const ownCss = [...all.css].filter((file) => !initial.css.has(file));
  const budget = /editor-screen|new-[a-z-]+-screen/.test(key) ? 60 : 35;
  rows.push([key.replace(/^src\/features\//, "").replace(/-screen\.tsx$/, ""), sum(own) + sum(ownCss), budget]);
}
if (routes.length === 0) throw new Error("The manifest names no screens; the budget would hold for nothing.");

let over = 0;
for (const [name, measured, budget] of rows) {
  const failed = measured > budget;
  if (failed) over++;
  console.log(`${failed ? "OVER" : "ok  "} ${name.padEnd(36)} ${measured.toFixed(1).padStart(6)} of ${budget} KiB`);
}
if (over > 0) {
  console.error(`${over} of ${rows.length} sizes are over budget.`);
  process.exit(1);
}
