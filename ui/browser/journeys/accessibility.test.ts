import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, describe, expect } from "vitest";
import { Api, type Project } from "../harness/api";
import { barriers, smallTargets, tooWide } from "../harness/axe";
import { looks, watch } from "../harness/chromium";
import { gone, journey, openPage, seen } from "../harness/journey";
import { type Seeded, screens, seed } from "../harness/seed";

interface Seen {
  project: Project;
  seeded: Seeded;
}

let ready: Promise<Seen> | undefined;

function seededProject(url: string, token: string): Promise<Seen> {
  ready ??= new Api(url, token)
    .project("accessible", "Analytical Engines")
    .then(async (project) => ({ project, seeded: await seed(project) }));
  return ready;
}
afterAll(async () => (await ready)?.seeded.slack.close());

/** The dialogs, each with how it is opened: on which screen, and by which buttons. */
const dialogs: Record<string, [screen: (project: Project, seeded: Seeded) => string, ...buttons: (string | RegExp)[]]> =
  {
    commands: [(project) => project.screen("variables")],
    "run with sample data": [(project) => project.screen("workflows/order-to-chat"), "Run"],
    duplicate: [(project) => project.screen("workflows/order-to-chat"), "More actions", "Duplicate"],
    "delete a workflow": [(project) => project.screen("workflows/order-to-chat"), "More actions", "Delete"],
    restart: [(project, { failed }) => project.screen(`executions/${failed}`), "Restart"],
    "replay an execution": [(project, { failed }) => project.screen(`executions/${failed}`), "Replay the event"],
    "replay an event": [(project, { event }) => project.screen(`events/${event}`), "Replay"],
    "choose a tool": [(project) => project.screen("connections?new=choose")],
    "new connection": [(project) => project.screen("connections?new=http")],
    "delete a connection": [(project) => project.screen("connections/old-chat"), "Delete"],
    "new variable": [(project) => project.screen("variables"), "Add a variable"],
    "change a variable": [(project) => project.screen("variables"), "Change GREETING"],
    "delete a variable": [(project) => project.screen("variables"), "Delete GREETING"],
    "forget what was caught": [(project) => project.screen("catcher?name=orders"), "Forget all"],
    "new token": [() => "/settings/tokens", "New token"],
    "new user": [() => "/settings/users", "Add a user"],
    "remove a user": [() => "/settings/users", /^Delete /],
  };

async function settled(page: Page): Promise<void> {
  await seen(page.getByRole("heading", { level: 1 }));
  await gone(page.locator(".skeleton"));
}

function only(): string[] {
  return process.env.LOOK?.split(",") ?? Object.keys(looks);
}

const phones = ["phone", "narrow"];

describe.each(only())("%s", (name) => {
  const look: BrowserContextOptions = looks[name as keyof typeof looks];
  const onPhone = phones.includes(name);

  journey(
    "nothing on any screen or dialog is in anybody's way",
    { timeout: 180_000 },
    async ({ browser, installation }) => {
      const { project, seeded } = await seededProject(installation.url, installation.token);
      const page = await openPage(browser, installation, look);
      const watched = watch(page, installation.url);
      const found: string[] = [];
      let looked = 0;
      const judge = async (where: string) => {
        looked++;
        const all = [...(await barriers(page)), ...(await tooWide(page)), ...(onPhone ? await smallTargets(page) : [])];
        found.push(...all.map((what) => `${name}, ${where}: ${what}`));
      };
      for (const [where, path] of Object.entries(screens(project, seeded))) {
        await page.goto(path);
        await settled(page);
        await judge(where);
      }
      for (const [where, [screen, ...buttons]] of Object.entries(dialogs)) {
        await page.goto(screen(project, seeded));
        await settled(page);
        if (where === "commands") await page.keyboard.press("Control+k");
        for (const button of buttons) {
          const exact = typeof button === "string";
          await page.getByRole("main").getByRole("button", { name: button, exact }).first().click();
        }
        const dialog = page.locator("dialog[open]");
        await seen(dialog);
        await gone(dialog.locator(".skeleton"));
        await judge(`dialog ${where}`);
      }
      await page.context().close();
      process.stdout.write(`axe, ${name}: ${found.length} barriers on ${looked} screens and dialogs\n`);
      expect(found).toEqual([]);
      watched.requireQuiet();
    },
  );

  journey("nor on the screens before the sign-in", async ({ browser, installation }) => {
    const context = await browser.newContext({ ...look, baseURL: installation.url, reducedMotion: "reduce" });
    const page = await context.newPage();
    const found: string[] = [];
    for (const path of ["/signin", "/setup"]) {
      await page.goto(path);
      await settled(page);
      found.push(...(await barriers(page)), ...(await tooWide(page)), ...(onPhone ? await smallTargets(page) : []));
    }
    await context.close();
    expect(found).toEqual([]);
  });
});

journey("axe and the other eyes see what is planted for them", async ({ page }) => {
  await page.goto("/settings/about");
  await settled(page);
  await page.evaluate(() => {
    const image = document.createElement("img");
    image.src = "icon.svg";
    const button = document.createElement("button");
    button.textContent = "x";
    button.style.cssText =
      "width: 9px; height: 9px; padding: 0; min-height: 0; margin-left: 3000px; position: absolute";
    document.querySelector("main")?.append(image, button);
  });
  expect((await barriers(page)).filter((what) => what.startsWith("image-alt"))).toHaveLength(1);
  expect((await smallTargets(page)).join()).toContain('button "x" is 9 by 9');
  await page.evaluate(() => {
    const wide = document.createElement("div");
    wide.style.cssText = "position: absolute; left: 0; top: 0; width: 5000px; height: 1px";
    document.body.append(wide);
  });
  expect((await tooWide(page)).join()).toContain("div. is wider than the window");
});
