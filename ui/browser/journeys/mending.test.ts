import { expect, onTestFinished } from "vitest";
import { journey } from "../harness/journey";
import { startSlack } from "../harness/vendor";
import { seen } from "../harness/visit";

const rightToken = "xoxb-a-token-that-works";

journey("a wrong token fails, is mended, and the execution goes on from the failed step", async ({ page, project }) => {
  const slack = await startSlack(rightToken);
  onTestFinished(slack.close);
  await page.goto(project.screen("connections"));
  await page.getByRole("link", { name: "Add a connection" }).first().click();
  await page.getByRole("dialog").getByRole("link", { name: "Slack" }).click();
  await page.getByLabel("Id", { exact: true }).fill("team-chat");
  await page.getByLabel("Bot user token").fill("xoxb-a-token-that-is-wrong");
  const baseUrl = page.getByRole("textbox", { name: /base url/i });
  if (!(await baseUrl.isVisible())) await page.getByText(/more setting/).click();
  await baseUrl.fill(`${slack.url}/api`);
  await page.getByRole("button", { name: "Save and test" }).click();
  await seen(page.getByRole("heading", { level: 1, name: "team-chat" }), page.getByText(/invalid_auth/));

  await project.publish(`id: alert
steps:
  - id: prepare
    transform: { text: "Hello" }
  - id: post
    action: slack.send_message
    connection: team-chat
    input: { channel: "#ops", text: "{{ steps.prepare.output.text }}" }
`);
  await page.goto(project.screen("workflows/alert"));
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "Start" }).click();
  await seen(page.getByText("Failed at post."), page.locator("header").getByText("failed"));
  const failed = page.url();
  await seen(page.getByRole("region", { name: "Attempts" }).getByText("authentication").first());

  await page.getByRole("link", { name: "team-chat" }).click();
  await page.getByLabel("Bot user token").fill(rightToken);
  await page.getByRole("button", { name: "Save and test" }).click();
  await seen(page.getByText("Signed in to Analytical Engines as millrace.").first());
  await seen(page.locator("header").getByText("works"));

  await page.goBack();
  await seen(page.getByText("Failed at post."));
  expect(page.url().split("?")[0]).toBe(failed.split("?")[0]);
  await page.getByRole("button", { name: "Restart" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restart" }).click();
  await seen(page.locator("header").getByText("succeeded"));
  const steps = page.getByRole("region", { name: "Timeline" }).getByRole("listitem");
  await expect.poll(() => steps.filter({ hasText: "succeeded" }).count(), { message: "both steps" }).toBe(2);
  await page.getByRole("link", { name: /^post/ }).click();
  const attempts = page.getByRole("region", { name: "Attempts" });
  await seen(attempts.getByText("Attempt 2"));
  await page.getByRole("link", { name: /^prepare/ }).click();
  await seen(attempts.getByText("Attempt 1"));
  expect(await attempts.getByText("Attempt 2").count(), "what had succeeded is not done again").toBe(0);
});
