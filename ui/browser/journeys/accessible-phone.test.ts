import { expect, onTestFinished } from "vitest";
import { barriers, smallTargets, tooWide } from "../harness/axe";
import { looks } from "../harness/chromium";
import { journey } from "../harness/journey";
import { seed } from "../harness/seed";
import { judge, phones, report, settled, tourOfDialogs, tourOfScreens } from "../harness/tour";

journey.override({ look: looks.phone });

journey(
  "nothing on any screen or in any dialog is in a finger's way",
  { timeout: 480_000 },
  async ({ page, project }) => {
    const seeded = await seed(project);
    onTestFinished(seeded.slack.close);
    const empty = await project.api.project(`${project.id}-empty`, "Nothing yet");
    const ofScreens = await tourOfScreens(page, { project, seeded, empty }, phones);
    report("screens", ofScreens, phones);
    const ofDialogs = await tourOfDialogs(page, { project, seeded }, phones);
    report("dialogs", ofDialogs, phones);
    expect([...ofScreens.found, ...ofDialogs.found]).toEqual([]);
  },
);

journey("nor before the sign-in", async ({ stranger: { page } }) => {
  const findings = { found: [], looks: 0 };
  for (const path of ["/signin", "/setup"]) {
    await page.goto(path);
    await settled(page);
    await judge(page, path, phones, findings);
  }
  expect(findings.found).toEqual([]);
});

journey("axe and the other eyes see what is planted for them", async ({ page }) => {
  await page.goto("/settings/about");
  await settled(page);
  await page.evaluate(() => {
    const image = document.createElement("img");
    image.src = "icon.svg";
    const button = document.createElement("button");
    button.textContent = "x";
    button.style.cssText = "width: 9px; height: 9px; padding: 0; min-height: 0";
    const wide = document.createElement("div");
    wide.style.cssText = "position: absolute; left: 0; top: 0; width: 5000px; height: 1px";
    document.querySelector("main")?.append(image, button);
    document.body.append(wide);
  });
  expect((await barriers(page)).filter((what) => what.startsWith("image-alt"))).toHaveLength(1);
  expect((await smallTargets(page)).join()).toContain('button "x" is 9 by 9');
  expect((await tooWide(page)).join()).toContain("div. is wider than the window");
});
