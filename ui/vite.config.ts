import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.MILLRACE_URL ?? "http://127.0.0.1:8080";

/** What the server answers itself, so that development and preview hand it over. */
const proxy = Object.fromEntries(
  ["/api", "/hooks", "/catch", "/health", "/schemas", "/metrics"].map((path) => [path, { target: server }]),
);

/** The policy under which the product is served; the preview has it too, so that a violation shows before a release. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

export default defineConfig({
  // Addresses in the build are relative to <base href>, so one build serves every base path.
  base: "./",
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { host: "127.0.0.1", port: 5199, proxy },
  preview: { host: "127.0.0.1", port: 5198, proxy, headers: { "Content-Security-Policy": policy } },
  build: {
    target: ["chrome123", "firefox128", "safari17.5"],
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "code-editor", test: /node_modules[\\/](@codemirror|@lezer|style-mod|crelt|w3c-keyname)/ },
            { name: "yaml-reader", test: /node_modules[\\/]yaml[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/lib/test-setup.ts"],
    restoreMocks: true,
    // What thinks: forms, the library and the models of the features. Screens are judged in a browser.
    coverage: {
      provider: "v8",
      include: ["src/schema-form/**/*.{ts,tsx}", "src/lib/**/*.{ts,tsx}", "src/features/*/*.ts"],
      exclude: ["src/lib/api/schema.ts", "src/lib/test-setup.ts", "src/lib/fake-server.ts"],
      reporter: [fileURLToPath(new URL("./scripts/coverage-line.cjs", import.meta.url))],
      thresholds: {
        "src/schema-form/**": { lines: 85 },
        "src/lib/**": { lines: 85 },
        "src/features/**": { lines: 85 },
      },
    },
  },
});
