import { expect } from "vitest";
import { journey } from "../harness/journey";
import { seen } from "../harness/visit";

journey("a form with a field that cannot be read is neither tested nor saved", async ({ page, project }) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") sent.push(`${request.method()} ${request.url()}`);
  });
  await page.goto(`${project.screen("new/action")}?action=http.request`);
  await page.getByRole("combobox", { name: "Method" }).selectOption("POST");
  await page.getByRole("textbox", { name: "URL" }).fill(project.catcher("forms"));
  const body = page.getByRole("textbox", { name: "Body" });
  await body.fill('{"order": 1}');
  await body.fill('{"order": 2');
  await seen(page.getByText(/This is no JSON/));
  await page.getByRole("button", { name: "Test the action" }).click();
  await expect.poll(() => body.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByRole("button", { name: "Save and publish" }).click();
  await expect.poll(() => body.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(sent, "nothing older is sent").toEqual([]);
});

journey("a run by hand begins with what the expressions read", async ({ page, project }) => {
  await project.publish("id: greet\nsteps:\n  - id: one\n    transform: { text: 'Hello {{ event.data.who.name }}' }\n");
  await page.goto(project.screen("workflows/greet"));
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await seen(page.getByRole("dialog").getByText('"who"'));
  await page.getByRole("button", { name: "Start" }).click();
  await seen(page.locator("header").getByText("succeeded"));
});
