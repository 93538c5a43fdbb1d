import { createHmac } from "node:crypto";
import { expect } from "vitest";
import { journey } from "../harness/journey";
import { seen } from "../harness/visit";

const secret = "It is a secret to everybody";

function sign(body: string): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

journey(
  "a webhook is refused, tested, delivered and replayed, and says what became of it",
  async ({ page, project }) => {
    await project.variable("GITHUB_HOOK", secret, true);
    await project.publish(`id: new-issue
triggers:
  - id: issue
    webhook: { path: issues, verify: { preset: github, secret: "{{ secrets.GITHUB_HOOK }}" } }
    when: event.data.?action.orValue("") == "opened"
steps:
  - id: shape
    transform: { title: "{{ event.data.issue.title }}" }
`);
    await page.goto(project.screen("sources"));
    const source = page.getByRole("region", { name: "issues" });
    await source.getByRole("button", { name: "Copy Address" }).click();
    await seen(source.getByText("Copied"));
    const address = await page.evaluate(() => navigator.clipboard.readText());

    const send = (body: string, signature: string, delivery: string) =>
      fetch(address, {
        method: "POST",
        body,
        headers: {
          "Content-Type": "application/json",
          "X-GitHub-Event": "issues",
          "X-GitHub-Delivery": delivery,
          "X-Hub-Signature-256": signature,
        },
      });
    const opened = JSON.stringify({ action: "opened", issue: { title: "It does not start" } });
    expect((await send(opened, "sha256=00", "a-forged-one")).status).toBe(401);
    expect((await send(opened, sign(opened), "a-real-one")).status).toBe(202);
    const closed = JSON.stringify({ action: "closed", issue: { title: "It starts again" } });
    expect((await send(closed, sign(closed), "another-one")).status).toBe(202);

    await page.reload();
    await seen(source.getByText(/1 .*signature/));
    await source.getByText("Last refusals").click();
    await seen(source.getByRole("table", { name: "Last refusals" }).getByText(/signature/));

    await source.getByRole("button", { name: "Send a test event" }).click();
    await seen(source.getByText("The source answered 202."));

    await source.getByRole("link", { name: "See its events" }).click();
    const events = page.getByRole("table", { name: "Events" }).getByRole("row");
    await seen(events.nth(3));
    expect(await events.count(), "the test, what was closed, what was opened, and the head of the table").toBe(4);

    await events.nth(2).getByRole("link").click();
    await seen(page.getByText("No execution was started for this event."));
    await seen(page.getByRole("region", { name: "What became of it" }).getByText(/condition|when|false/i));

    await page.goBack();
    await events.nth(3).getByRole("link").click();
    const executions = page.getByRole("region", { name: "Executions" }).getByRole("link", { name: "new-issue" });
    await seen(executions, page.getByText("It does not start"));
    await page.getByRole("button", { name: "Replay" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Replay" }).click();
    await seen(page.getByText("Started 1 execution."), executions.nth(1));
    expect(await executions.count()).toBe(2);
  },
);
