import type { Page } from "playwright-core";
import type { Project } from "./api";
import { barriers, smallTargets, tooWide } from "./axe";
import { emptyScreens, type Seeded, seededScreens } from "./seed";
import { gone, seen } from "./visit";

/** One way in which a page is seen; a tour changes between them without loading the page again. */
export interface Appearance {
  name: string;
  apply(page: Page): Promise<void>;
  touch: boolean;
  /** Which of axe's rules: all of them, or those for what this appearance alone changes. */
  rules: "all" | "color-contrast" | "target-size";
}

const media = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "dark", forcedColors: "active" },
} as const;

function contrast(page: Page, more: boolean): Promise<void> {
  return page.evaluate((chosen) => {
    if (chosen) document.documentElement.dataset.contrast = "more";
    else delete document.documentElement.dataset.contrast;
  }, more);
}

function appearance(name: string, scheme: keyof typeof media, more = false): Appearance {
  return {
    name,
    touch: false,
    // Dark, contrast and forced colours change colours and nothing else.
    rules: name === "light" ? "all" : "color-contrast",
    async apply(page) {
      await page.emulateMedia(media[scheme]);
      await contrast(page, more);
    },
  };
}

export const desk = [
  appearance("light", "light"),
  appearance("dark", "dark"),
  appearance("light with more contrast", "light", true),
  appearance("dark with more contrast", "dark", true),
  appearance("forced colours", "forced"),
];

export const phones: Appearance[] = [
  { name: "phone", touch: true, rules: "all", apply: (page) => page.setViewportSize({ width: 390, height: 800 }) },
  {
    name: "320 pixels",
    touch: true,
    rules: "target-size",
    apply: (page) => page.setViewportSize({ width: 320, height: 720 }),
  },
];

/** What somebody does to see a dialog: press a button of this name, or something else. */
type Gesture = string | RegExp | ((page: Page) => Promise<unknown>);

/** The dialogs, each with the screen it is on and what opens it. */
const dialogs: Record<string, [screen: (project: Project, seeded: Seeded) => string, ...gestures: Gesture[]]> = {
  commands: [(project) => project.screen("variables")],
  "run with sample data": [(project) => project.screen("workflows/order-to-chat"), "Run"],
  duplicate: [(project) => project.screen("workflows/order-to-chat"), "More actions", "Duplicate"],
  "delete a workflow": [(project) => project.screen("workflows/order-to-chat"), "More actions", "Delete"],
  restart: [(project, { failed }) => project.screen(`executions/${failed}`), "Restart"],
  approve: [(project, { asking }) => project.screen(`executions/${asking}`), "Approve"],
  reject: [(project, { asking }) => project.screen(`executions/${asking}`), "Reject"],
  "replay an execution": [(project, { failed }) => project.screen(`executions/${failed}`), "Replay"],
  "change many executions": [(project) => project.screen("executions?status=failed"), "Change all of these"],
  "replay an event": [(project, { event }) => project.screen(`events/${event}`), "Replay"],
  backfill: [(project) => project.screen("schedules"), /^Backfill .*heartbeat/],
  "choose a tool": [(project) => project.screen("connections?new=choose")],
  "new connection": [(project) => project.screen("connections?new=http")],
  "delete a connection": [(project) => project.screen("connections/old-chat"), "Delete"],
  "new variable": [(project) => project.screen("variables"), "Add a variable"],
  "change a variable": [(project) => project.screen("variables"), "Change GREETING"],
  "delete a variable": [(project) => project.screen("variables"), "Delete GREETING"],
  "forget what was caught": [(project) => project.screen("catcher?name=orders"), "Forget all"],
  "new token": [() => "/settings/tokens", "New token"],
  "new user": [() => "/settings/users", "Add a user"],
  "keep less history": [
    (project) => project.screen("settings"),
    (page) => page.getByLabel("Executions, after their end").selectOption("own"),
    (page) => page.getByLabel("Days to keep executions").fill("7"),
    "Save",
  ],
  "drain a node": [() => "/settings/nodes", /^Drain /],
  "remove a user": [() => "/settings/users", "Delete grace@example.com"],
};

export interface Findings {
  /** A line for each barrier: how it was seen, where, what. */
  found: string[];
  /** How often a screen or dialog was judged. */
  looks: number;
}

/** Goes to every screen, full and empty, and judges each in every appearance. */
export async function tourOfScreens(page: Page, where: Tour, appearances: Appearance[]): Promise<Findings> {
  const findings: Findings = { found: [], looks: 0 };
  const { project, seeded, empty } = where;
  for (const [name, path] of Object.entries(seededScreens(project, seeded))) {
    await page.goto(path);
    await settled(page);
    await judge(page, name, appearances, findings);
  }
  // What is empty has the same colours as the rest: two appearances show it as well as all of them.
  for (const [name, path] of Object.entries(emptyScreens(empty))) {
    await page.goto(path);
    await settled(page);
    await judge(page, name, appearances.slice(0, 2), findings);
  }
  return findings;
}

/** Opens every dialog and judges each in every appearance. */
export async function tourOfDialogs(page: Page, where: Omit<Tour, "empty">, appearances: Appearance[]) {
  const findings: Findings = { found: [], looks: 0 };
  const { project, seeded } = where;
  for (const [name, [screen, ...gestures]] of Object.entries(dialogs)) {
    await page.goto(screen(project, seeded));
    await settled(page);
    if (name === "commands") await page.keyboard.press("Control+k");
    for (const gesture of gestures) {
      if (typeof gesture === "function") {
        await gesture(page);
        continue;
      }
      const exact = typeof gesture === "string";
      await page.getByRole("main").getByRole("button", { name: gesture, exact }).first().click();
    }
    const dialog = page.locator("dialog[open]");
    await seen(dialog);
    await gone(dialog.locator(".skeleton"));
    await judge(page, `dialog ${name}`, appearances, findings);
  }
  return findings;
}

/** What the summary of a check shows. */
export function report(what: string, { found, looks }: Findings, appearances: Appearance[]): void {
  const names = appearances.map(({ name }) => name).join(", ");
  process.stdout.write(`axe: ${found.length} barriers in ${looks} views of ${what} (${names})\n`);
}

export interface Tour {
  project: Project;
  seeded: Seeded;
  /** A project without anything in it. */
  empty: Project;
}

export async function judge(page: Page, where: string, appearances: Appearance[], findings: Findings): Promise<void> {
  for (const { name, apply, touch, rules } of appearances) {
    await apply(page);
    // Transitions, even those of no length, end with a frame.
    await page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    });
    findings.looks++;
    const all = [
      ...(await barriers(page, rules)),
      ...(await tooWide(page)),
      ...(touch ? await smallTargets(page) : []),
    ];
    findings.found.push(...all.map((what) => `${name}, ${where}: ${what}`));
  }
}

export async function settled(page: Page): Promise<void> {
  await seen(page.getByRole("heading", { level: 1 }));
  await gone(page.locator(".skeleton"));
}
