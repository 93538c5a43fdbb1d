import { expect, onTestFinished } from "vitest";
import { looks } from "../harness/chromium";
import { journey } from "../harness/journey";
import { seed } from "../harness/seed";
import { desk, report, tourOfDialogs } from "../harness/tour";

journey.override({ look: looks.desk });

journey("nothing in any dialog is in anybody's way", { timeout: 480_000 }, async ({ page, project }) => {
  const seeded = await seed(project);
  onTestFinished(seeded.slack.close);
  const findings = await tourOfDialogs(page, { project, seeded }, desk);
  report("dialogs", findings, desk);
  expect(findings.found).toEqual([]);
});
