import { expect } from "vitest";
import { journey } from "../harness/journey";
import { seen } from "../harness/visit";

journey("a paused workflow lets its executions wait, which lead from one to the other", async ({ page, project }) => {
  await project.publish("id: bill\nsteps:\n  - id: write\n    transform: { done: true }\n");
  const caller = await project.publish("id: month\nsteps:\n  - id: bills\n    workflow: { id: bill }\n");
  await page.goto(project.screen("workflows/bill"));
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await seen(page.getByText(/^Paused: events are accepted/), page.locator("header").getByText("paused"));
  const month = await project.run(caller);
  await page.goto(project.screen(`executions/${month}`));
  await seen(page.getByText("Waits for the execution that was started by"));
  await page.getByRole("link", { name: /^exe_/ }).first().click();
  await seen(page.getByText("The workflow is paused"), page.getByText("Waits since"));
  await page.getByRole("button", { name: "Resume the workflow" }).click();
  await seen(page.locator("header").getByText("succeeded"));
  await page.getByRole("link", { name: "step bills" }).click();
  await expect.poll(() => page.url()).toContain(month);
  await seen(page.locator("header").getByText("succeeded"));
});
