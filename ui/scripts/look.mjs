// Opens screens in a real browser, takes pictures of them in light and dark, on a desk and on a phone, and lets axe
// look for barriers. It needs a running server and its interface (`npm run preview`), and Chromium.
//
//   MILLRACE_UI=http://127.0.0.1:5198 MILLRACE_EMAIL=... MILLRACE_PASSWORD=... node scripts/look.mjs FOLDER [PATH...]
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [folder, ...paths] = process.argv.slice(2);
if (!folder) throw new Error("Say in which folder the pictures go.");
mkdirSync(folder, { recursive: true });
const address = process.env.MILLRACE_UI ?? "http://127.0.0.1:5198";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const only = process.env.LOOK?.split(",");

const looks = [
  { name: "light", colorScheme: "light", viewport: { width: 1360, height: 850 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1360, height: 850 } },
  { name: "phone", colorScheme: "light", viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true },
  { name: "narrow", colorScheme: "dark", viewport: { width: 320, height: 720 } },
  { name: "forced", colorScheme: "dark", forcedColors: "active", viewport: { width: 1360, height: 850 } },
].filter((look) => !only || only.includes(look.name));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ],
});
let found = 0;

/** An axe that sees nothing would find nothing: a picture without words has to be reported. */
async function proveAxeSees(page) {
  const { violations } = await page.evaluate(async () => {
    const planted = document.createElement("img");
    planted.src = "icon.svg";
    document.body.append(planted);
    try {
      return await window.axe.run(document, { runOnly: ["image-alt"] });
    } finally {
      planted.remove();
    }
  });
  if (violations.length !== 1) throw new Error("axe did not report a planted violation.");
}

let storageState;
for (const { name, ...options } of looks) {
  const context = await browser.newContext({ ...options, storageState, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error")
      console.log(`${name} ${new URL(page.url()).pathname}: ${message.text().slice(0, 400)}`);
  });
  page.on("pageerror", (error) => console.log(`${name} ${page.url()}: ${error.message.slice(0, 400)}`));
  if (!storageState && process.env.MILLRACE_EMAIL) {
    await page.goto(`${address}/signin`);
    await page.getByLabel("E-mail").fill(process.env.MILLRACE_EMAIL);
    await page.getByLabel("Password").fill(process.env.MILLRACE_PASSWORD ?? "");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/p\//);
    storageState = await context.storageState();
  }
  for (const path of paths) {
    await page.goto(address + path);
    await page.waitForLoadState("networkidle");
    await page
      .locator(".skeleton")
      .first()
      .waitFor({ state: "detached", timeout: 5000 })
      .catch(() => {});
    const file = `${folder}/${path.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "home"}.${name}.png`;
    await page.screenshot({ path: file });
    await page.evaluate(axe);
    if (path === paths[0]) await proveAxeSees(page);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const violation of violations) {
      found += violation.nodes.length;
      console.log(
        `${name} ${path}: ${violation.id}: ${violation.nodes
          .map((node) => node.target.join(" "))
          .slice(0, 4)
          .join(" | ")}`,
      );
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (wide) console.log(`${name} ${path}: wider than the window`);
  }
  await context.close();
}
await browser.close();
console.log(`${found} barriers found.`);
process.exitCode = found > 0 ? 1 : 0;
