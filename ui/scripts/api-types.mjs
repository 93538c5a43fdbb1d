// Makes src/lib/api/schema.ts from docs/openapi.json. With --check it writes nothing and fails when they differ.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("../../docs/openapi.json", import.meta.url);
const target = new URL("../src/lib/api/schema.ts", import.meta.url);
const header = "// Made from docs/openapi.json by `npm run api`. Do not edit.\n\n";
const made = header + astToString(await openapiTS(source, { alphabetize: true }));

if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== made) {
    console.error("src/lib/api/schema.ts is not what docs/openapi.json says. Run `npm run api` and commit the result.");
    process.exit(1);
  }
  console.log("API types match docs/openapi.json.");
} else {
  writeFileSync(target, made);
}
