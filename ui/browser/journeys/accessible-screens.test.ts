import { expect, onTestFinished } from "vitest";
import { looks } from "../harness/chromium";
import { journey } from "../harness/journey";
import { seed } from "../harness/seed";
import { desk, judge, report, settled, tourOfScreens } from "../harness/tour";

journey.override({ look: looks.desk });

journey("nothing on any screen is in anybody's way", { timeout: 480_000 }, async ({ page, project }) => {
  const seeded = await seed(project);
  onTestFinished(seeded.slack.close);
  const empty = await project.api.project(`${project.id}-empty`, "Nothing yet");
  const findings = await tourOfScreens(page, { project, seeded, empty }, desk);
  report("screens", findings, desk);
  expect(findings.found).toEqual([]);
});

journey("nor before the sign-in", async ({ stranger: { page } }) => {
  const findings = { found: [], looks: 0 };
  for (const path of ["/signin", "/setup"]) {
    await page.goto(path);
    await settled(page);
    await judge(page, path, desk, findings);
  }
  expect(findings.found).toEqual([]);
});
