import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const script = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.2 A and AA, and what axe's authors hold for good practice. */
const allRules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds in the page as it is now: rule and place of each. @param rule one of axe's, or all */
export async function barriers(page: Page, rule = "all"): Promise<string[]> {
  // Through the debugger, which no policy of the page forbids.
  await page.evaluate(`window.axe ?? (() => { ${script} })()`);
  const { violations } = (await page.evaluate(
    (options) =>
      (window as unknown as { axe: { run(root: Node, options: object): unknown } }).axe.run(document, options),
    { resultTypes: ["violations"], preload: false, iframes: false, runOnly: rule === "all" ? allRules : [rule] },
  )) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} (${failureSummary?.split("\n")[1]?.trim()})`),
  );
}

/** What stands out of the window at its right side; empty when nothing does. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} is wider than the window`);
  });
}

/** What a finger misses: controls below 24 by 24 CSS pixels, links in sentences excepted (WCAG 2.2, 2.5.8). */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = "button, select, summary, input, a.button, a.menu-item, a.side-link, [role=tab], [role=option]";
    const dialog = document.querySelector("dialog[open]");
    return [...(dialog ?? document).querySelectorAll<HTMLElement>(controls)]
      .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }))
      .map((element) => element.closest<HTMLElement>("label.check, label.switch") ?? element)
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 0 && height > 0 && (width < 24 || height < 24);
      })
      .map((element) => {
        const { width, height } = element.getBoundingClientRect();
        const name = element.getAttribute("aria-label") ?? element.textContent;
        return `${element.tagName.toLowerCase()} "${name?.trim().slice(0, 40)}" is ${width.toFixed(0)} by ${height.toFixed(0)}`;
      });
  });
}
