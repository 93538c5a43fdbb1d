import { expect } from "vitest";
import { barriers } from "../harness/axe";
import { journey } from "../harness/journey";
import { seen } from "../harness/visit";

journey("executions that failed in an outage are restarted together", async ({ page, project }) => {
  await project.variable("UP", false);
  await project.publish(`id: order
steps:
  - id: ready
    action: http.request
    input: { url: "{{ vars.UP ? project.catcher + 'orders' : 'http://10.0.0.1/' }}" }
`);
  for (let order = 1; order <= 3; order++) await project.run("order", { order }, "PT10S");
  await project.variable("UP", true);

  await page.goto(project.screen("executions?status=failed"));
  await page.getByRole("button", { name: "Change all of these" }).click();
  const dialog = page.getByRole("dialog");
  await seen(dialog.getByText("3 executions will go on from where they stopped"));
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Restart them" }).click();
  await seen(dialog.getByText("3 executions changed."));
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Close" }).last().click();

  await page.goto(project.screen("executions?status=succeeded"));
  await expect.poll(() => page.getByRole("link", { name: "order", exact: true }).count()).toBe(3);
});

journey("an execution is replayed on the version it ran on, or the newest", async ({ page, project }) => {
  const workflow = (said: string) => `id: greet\nsteps: [{ id: ${said}, transform: 1 }]\n`;
  await project.publish(workflow("old"));
  const first = await project.run("greet", {}, "PT10S");
  await project.publish(workflow("young"));

  for (const [choice, step] of [
    ["same", "old"],
    ["newest", "young"],
  ] as const) {
    await page.goto(project.screen(`executions/${first}`));
    await page.getByRole("button", { name: "Replay" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("On which version").selectOption(choice);
    await dialog.getByRole("button", { name: "Replay" }).click();
    await expect.poll(() => page.url()).not.toContain(first);
    await seen(page.getByRole("region", { name: "Timeline" }).getByText(step, { exact: true }));
  }
});
