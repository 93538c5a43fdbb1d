import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Measures how fast screens come and answer; one at a time, so that they do not take each other's time. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("../src", import.meta.url)) } },
  test: {
    environment: "node",
    include: ["browser/vitals/**/*.test.ts"],
    globalSetup: ["browser/harness/installation.ts"],
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
