import { mkdirSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { test as base, inject } from "vitest";
import { Api, type Project } from "./api";
import { launch, looks, type Watch, watch } from "./chromium";
import type { Installation } from "./installation";
import { newPage, openPage } from "./visit";

interface Journey {
  installation: Installation;
  browser: Browser;
  /** A project that nobody else uses. */
  project: Project;
  look: BrowserContextOptions;
  /** A page of somebody who has signed in as the owner, and what is wrong with it. */
  visit: { page: Page; watched: Watch };
  page: Page;
  /** A page of somebody whom the server does not know yet. */
  stranger: { page: Page; watched: Watch };
}

/** Where a picture of the page goes when a journey fails; nowhere when it is not set. */
const pictures = process.env.JOURNEY_PICTURES;

let projects = 0;

/** A test in the words of a user. Whatever the page says to nobody fails it: errors, other origins, failed requests. */
export const journey = base.extend<Journey>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  installation: [async ({}, use) => use(inject("installation")), { scope: "file" }],
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const browser = await launch();
      await use(browser);
      await browser.close();
    },
    { scope: "file" },
  ],
  project: async ({ installation }, use) => {
    const api = new Api(installation.url, installation.token);
    const number = ++projects;
    await use(await api.project(`journey-${process.pid}-${number}-${Date.now().toString(36)}`, `Journey ${number}`));
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  look: async ({}, use) => use(looks.desk),
  visit: async ({ browser, installation, look, task }, use) => {
    const page = await openPage(browser, installation, look);
    const watched = watch(page, installation.url);
    await use({ page, watched });
    await leave(page, task);
    watched.requireQuiet();
  },
  page: async ({ visit }, use) => use(visit.page),
  stranger: async ({ browser, installation, look, task }, use) => {
    const page = await newPage(browser, installation.url, look);
    const watched = watch(page, installation.url);
    await use({ page, watched });
    await leave(page, task);
    watched.requireQuiet();
  },
});

async function leave(page: Page, task: { name: string; result?: { state: string } }): Promise<void> {
  if (task.result?.state === "fail" && pictures) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: `${pictures}/${task.name.replace(/\W+/g, "-")}.png` });
  }
  await page.context().close();
}
