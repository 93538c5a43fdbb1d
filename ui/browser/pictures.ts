import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import type { BrowserContextOptions } from "playwright-core";
import { Api, Project } from "./harness/api";
import { launch } from "./harness/chromium";
import { seed, seededScreens } from "./harness/seed";
import { startServer } from "./harness/server";
import { gone, openPage, seen } from "./harness/visit";

const sizes: Record<string, BrowserContextOptions> = {
  desk: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};

/** Starts an installation, fills it, takes the pictures and ends it. @returns how many pictures there are */
export async function takePictures(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const token = `mr_${randomBytes(24).toString("hex")}`;
  const server = await startServer({ MILLRACE_BOOTSTRAP_TOKEN: token, MILLRACE_EGRESS_ALLOW: "127.0.0.1" });
  const api = new Api(server.url, token);
  const owner = { email: "ada@example.com", password: "correct horse battery" };
  const opened: (() => Promise<unknown>)[] = [() => server.stop()];
  let taken = 0;
  try {
    const browser = await launch();
    opened.push(() => browser.close());
    await api.send("POST", "/api/v1/users", { ...owner, role: "owner" });
    const project = new Project(api, "default");
    const seeded = await seed(project);
    opened.push(() => seeded.slack.close());
    for (const colorScheme of ["light", "dark"] as const) {
      for (const [size, look] of Object.entries(sizes)) {
        const page = await openPage(browser, { url: server.url, owner }, { ...look, colorScheme });
        for (const [name, path] of Object.entries(seededScreens(project, seeded))) {
          await page.goto(path);
          await seen(page.getByRole("heading", { level: 1 }));
          await gone(page.locator(".skeleton"));
          await page.waitForLoadState("networkidle");
          await page.screenshot({ path: `${folder}/${name.replaceAll(" ", "-")}.${size}.${colorScheme}.png` });
          taken++;
        }
        await page.context().close();
      }
    }
  } finally {
    for (const close of opened.reverse()) await close();
  }
  return taken;
}
