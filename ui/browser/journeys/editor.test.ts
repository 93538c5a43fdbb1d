import { expect, onTestFinished } from "vitest";
import { journey } from "../harness/journey";
import { startSlowVendor } from "../harness/vendor";
import { gone, paste, seen } from "../harness/visit";

journey("a workflow is written, mended, published, watched and published again", async ({ page, project }) => {
  const vendor = await startSlowVendor();
  onTestFinished(vendor.close);
  await page.goto(project.screen("workflows"));
  await page.getByRole("link", { name: "New workflow" }).first().click();
  await page.getByLabel("Name").fill("Ask the vendor");
  await page.getByRole("button", { name: "Empty" }).click();
  await page.getByRole("button", { name: "Create the draft" }).click();
  const editor = page.getByRole("textbox", { name: "The workflow as YAML" });
  const problems = page.getByRole("region", { name: "Problems" });
  await seen(editor, page.getByText("draft", { exact: true }));

  const text = (action: string) => `id: ask-the-vendor
name: Ask the vendor
tags: [vendors]
steps:
  - id: greet
    transform: { text: "Hello" }
  - id: ask
    action: ${action}
    input: { url: "${vendor.url}" }
`;
  await paste(editor, text("http.reqest"));
  await seen(problems.getByText("1 problem"), problems.getByText(/http\.reqest/));
  await seen(page.locator(".cm-lintRange-error"), page.getByText("Unsaved changes"));
  await problems.getByRole("button").first().click();
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent)).toContain("reqest");

  await paste(editor, text("http.request"));
  await seen(problems.getByText("No problems"), page.getByRole("button", { name: /^ask/ }));
  await page.getByRole("button", { name: "Publish" }).click();
  await seen(page.getByText("Version 1 is published."), page.locator("header").getByText("enabled"));

  await page.getByRole("button", { name: "Run", exact: true }).click();
  await paste(page.getByRole("textbox", { name: "Event data" }), '{ "name": "Ada" }');
  await page.getByRole("button", { name: "Start" }).click();
  await vendor.asked();
  const step = (id: string) => page.getByRole("region", { name: "Timeline" }).getByRole("link", { name: id });
  await seen(step("greet").getByText("succeeded"), step("ask").getByText("running"));
  await seen(page.locator("header").getByText("live"), page.getByText('"Ada"'));
  vendor.release();
  await seen(step("ask").getByText("succeeded"), page.locator("header").getByText("succeeded"));

  await page.getByRole("link", { name: "ask-the-vendor" }).click();
  await paste(editor, `${text("http.request")}  - id: done\n    transform: { done: true }\n`);
  await seen(problems.getByText("No problems"));
  await page.getByRole("button", { name: "Save draft" }).click();
  await seen(page.getByText("unpublished changes"));
  await page.getByRole("button", { name: "Publish" }).click();
  await seen(page.getByText("Version 2 is published."));
  await page.getByRole("tab", { name: "Versions" }).click();
  await seen(page.getByRole("link", { name: "v2" }));
  await page.getByRole("link", { name: "v1" }).click();
  await seen(page.getByRole("region", { name: "Version 1" }));
  const first = page.getByRole("textbox", { name: "Version 1" });
  await seen(first);
  expect(await first.textContent()).not.toContain("done");
  await page.getByRole("tab", { name: "Executions" }).click();
  await seen(page.getByRole("row").filter({ hasText: "succeeded" }));
});

journey("a workflow is switched off and on, duplicated, found by its tag and deleted", async ({ page, project }) => {
  await project.publish(`id: nightly
name: Nightly report
tags: [reports]
steps:
  - id: count
    transform: { count: 1 }
`);
  await page.goto(project.screen("workflows/nightly"));
  const menu = page.getByRole("button", { name: "More actions" });
  const status = page.locator("header");
  await menu.click();
  await page.getByRole("button", { name: "Disable" }).click();
  await seen(page.getByText("The workflow is disabled."), status.getByText("disabled"));
  await menu.click();
  await page.getByRole("button", { name: "Enable" }).click();
  await seen(status.getByText("enabled"));

  await menu.click();
  await page.getByRole("button", { name: "Duplicate" }).click();
  await page.getByRole("dialog").getByLabel("Id").fill("nightly-two");
  await page.getByRole("dialog").getByRole("button", { name: "Duplicate" }).click();
  await seen(page.getByText("Made the draft nightly-two."), status.getByText("draft"));

  await page.goto(project.screen("workflows"));
  await project.draft("id: other\nsteps:\n  - id: one\n    transform: {}\n");
  await page.reload();
  await seen(page.getByRole("link", { name: "other" }));
  await page.getByRole("link", { name: "reports" }).first().click();
  await page.getByRole("link", { name: "other" }).waitFor({ state: "hidden" });
  expect(new URL(page.url()).searchParams.get("tag")).toBe("reports");
  await expect.poll(() => page.getByRole("row").count(), { message: "two below the head" }).toBe(3);

  await page.getByRole("row").filter({ hasText: "nightly-two" }).getByRole("link").first().click();
  await seen(page.getByRole("tab", { name: "Editor" }));
  await menu.click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await seen(page.getByText("The workflow is deleted."), page.getByRole("link", { name: "Nightly report" }));
  await gone(page.getByRole("row").filter({ hasText: "nightly-two" }));
});
