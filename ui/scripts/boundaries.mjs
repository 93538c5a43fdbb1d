// Shows that the rule "features import no other feature" sees a violation: planted ones must be reported, and a
// permitted import must not. Each is planted as a file, judged by Biome and taken away again.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const feature = "src/features/planted-violation/screen.tsx";
const cases = [
  [feature, "@/features/catcher/catcher-screen", true],
  [feature, "../catcher/catcher-screen", true],
  [feature, "@/app/router", true],
  ["src/ui/planted-violation/part.tsx", "@/features/catcher/catcher-screen", true],
  ["src/schema-form/planted-violation/part.tsx", "@/features/catcher/catcher-screen", true],
  ["src/lib/planted-violation/part.ts", "@/app/router", true],
  [feature, "@/ui/button", false],
  [feature, "./parts", false],
];

let wrong = 0;
for (const [path, imported, violation] of cases) {
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, `import { planted } from "${imported}";\n\nexport const used = planted;\n`);
    const run = spawnSync("node_modules/.bin/biome", ["lint", path], { encoding: "utf8" });
    const reported = `${run.stdout}${run.stderr}`.includes("noRestrictedImports");
    if (reported !== violation) {
      wrong++;
      console.error(`${path}: importing ${imported} should ${violation ? "" : "not "}be reported`);
    }
  } finally {
    rmSync(dirname(path), { recursive: true, force: true });
  }
}
if (wrong > 0) process.exit(1);
console.log(`Import boundaries: ${cases.length} planted imports judged rightly.`);
