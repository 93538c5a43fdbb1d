import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Journeys through the product in a real browser, against a real server of the built distribution. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("../src", import.meta.url)) } },
  test: {
    environment: "node",
    include: ["browser/journeys/**/*.test.ts"],
    globalSetup: ["browser/harness/installation.ts"],
    // One server and two browsers are what a small machine carries.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
