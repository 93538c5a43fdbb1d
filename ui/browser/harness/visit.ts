import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { looks } from "./chromium";
import type { Installation } from "./installation";

type Cookies = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

/** The cookies of the owner by server, so that one sign-in per worker is enough. */
const signedIn = new Map<string, Cookies>();

/** A page in a browser profile of its own, signed in. */
export async function openPage(
  browser: Browser,
  installation: Pick<Installation, "url" | "owner">,
  look: BrowserContextOptions = looks.desk,
): Promise<Page> {
  const page = await newPage(browser, installation.url, look, signedIn.get(installation.url));
  if (!signedIn.has(installation.url)) {
    await page.goto("/signin");
    await signIn(page, installation.owner);
    signedIn.set(installation.url, await page.context().storageState());
  }
  return page;
}

/** A page in a browser profile of its own. */
export async function newPage(browser: Browser, url: string, look: BrowserContextOptions, storageState?: Cookies) {
  const context = await browser.newContext({
    ...look,
    baseURL: url,
    storageState,
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(15_000);
  return context.newPage();
}

export async function signIn(page: Page, { email, password }: Installation["owner"]): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Dashboard" }).waitFor();
}

/** Waits until it can be seen. */
export const seen = (...locators: Locator[]) => Promise.all(locators.map((locator) => locator.first().waitFor()));

/** Waits until it can no longer be seen. */
export const gone = (locator: Locator) => locator.first().waitFor({ state: "hidden" });

/** Puts a text in place of what an editor holds, as people do: select all, paste. */
export async function paste(editor: Locator, text: string): Promise<void> {
  const page = editor.page();
  await editor.focus();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+v");
}
