import { expect, onTestFinished } from "vitest";
import { looks } from "../harness/chromium";
import { journey } from "../harness/journey";
import { seed } from "../harness/seed";
import { desk, judge, settled, tour } from "../harness/tour";

journey.override({ look: looks.desk });

journey(
  "nothing on any screen or in any dialog is in anybody's way",
  { timeout: 240_000 },
  async ({ installation, page, project }) => {
    const seeded = await seed(project);
    onTestFinished(seeded.slack.close);
    const empty = await project.api.project(`${project.id}-empty`, "Nothing yet");
    const { found, looks: judged } = await tour(page, { project, seeded, empty }, desk);
    process.stdout.write(
      `axe: ${found.length} barriers in ${judged} views (${desk.map(({ name }) => name).join(", ")}) of ${new URL(installation.url).host}\n`,
    );
    expect(found).toEqual([]);
  },
);

journey("nor before the sign-in", async ({ stranger: { page } }) => {
  const findings = { found: [], looks: 0 };
  for (const path of ["/signin", "/setup"]) {
    await page.goto(path);
    await settled(page);
    await judge(page, path, desk, findings);
  }
  expect(findings.found).toEqual([]);
});
