import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Project } from "../harness/api";
import { barriers } from "../harness/axe";
import { journey } from "../harness/journey";
import { gone, seen } from "../harness/visit";

async function started(page: Page, project: Project): Promise<string> {
  await project.publish(`id: refund
name: Refund
steps:
  - id: ask
    approval:
      title: "Refund {{ event.data.amount }} EUR?"
      details: "It came **back** on Monday."
      roles: [owner]
  - id: tell
    transform: { said: "{{ steps.ask.output.note }}" }
`);
  const execution = await project.run("refund", { amount: 40 });
  await project.asked(execution);
  await page.goto(project.screen());
  return execution;
}

/** From the dashboard to what waits, and to the dialog that asks once more. */
async function asked(page: Page, word: "Approve" | "Reject", note: string): Promise<void> {
  const waiting = page.getByRole("region", { name: "Waiting for you" });
  await seen(page.getByRole("navigation").getByText("1 waiting for you"));
  await waiting.getByRole("link", { name: "Refund 40 EUR?" }).click();
  await seen(page.getByText("Waits for an answer to"), page.locator("header").getByText("waiting"));
  const approval = page.getByRole("region", { name: "Approval" });
  await seen(approval.getByText("owners"), approval.locator("strong", { hasText: "back" }));
  expect(await barriers(page)).toEqual([]);
  await approval.getByLabel("Note").fill(note);
  await approval.getByRole("button", { name: word }).click();
  await seen(page.getByRole("dialog").getByText(note));
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: word }).click();
}

journey(
  "what waits for a person is found on the dashboard, approved with a note, and goes on",
  async ({ page, project }) => {
    await started(page, project);
    await asked(page, "Approve", "The parcel is here.");
    const approval = page.getByRole("region", { name: "Approval" });
    await seen(approval.getByText(/^Approved by/), approval.getByText("The parcel is here."));
    await seen(page.locator("header").getByText("succeeded"));
    await gone(approval.getByRole("button"));
    await page.getByRole("link", { name: /^tell/ }).click();
    await seen(page.getByRole("main").getByText("The parcel is here.").first());
    await page.getByRole("navigation").getByRole("link", { name: "Dashboard" }).click();
    await seen(page.getByText("Nothing waits for you"));
    await gone(page.getByText("1 waiting for you"));
  },
);

journey("a rejection ends the execution and says who did not want it and why", async ({ page, project }) => {
  await started(page, project);
  await asked(page, "Reject", "Too late for that.");
  const approval = page.getByRole("region", { name: "Approval" });
  await seen(approval.getByText(/^Rejected by/), approval.getByText("Too late for that.", { exact: true }));
  await seen(page.getByText("Failed at ask."), page.locator("header").getByText("failed"));
  const steps = page.getByRole("region", { name: "Timeline" }).getByRole("listitem");
  await seen(steps.filter({ hasText: "tell" }).getByText("skipped"));
});

journey("of two people the first answer counts, and the second sees it", async ({ page, project }) => {
  const execution = await started(page, project);
  await page.getByRole("link", { name: "Refund 40 EUR?" }).click();
  const approval = page.getByRole("region", { name: "Approval" });
  await approval.getByRole("button", { name: "Approve" }).click();
  await seen(page.getByRole("dialog"));
  await project.answer(execution, "ask", "reject", "I was faster.");
  await seen(approval.getByText("I was faster."));
});
