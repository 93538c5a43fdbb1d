import { expect } from "vitest";
import { journey } from "../harness/journey";
import { gone, paste, seen, signIn } from "../harness/visit";

journey(
  "what was typed is not lost by leaving, nor by a second tab that saves first",
  async ({ visit: { page, watched }, project }) => {
    // A browser tells of each refusal in its console.
    watched.permit(/status of 412/);
    await page.goto(project.screen("actions/http.request"));
    await page.reload();
    await seen(page.getByRole("heading", { level: 1, name: "Send a request" }));

    await page.goto(`${project.screen("new/action")}?action=http.request`);
    const url = page.getByRole("textbox", { name: "URL" });
    await url.fill("https://example.com/orders");
    await page.getByRole("link", { name: "Workflows" }).first().click();
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await seen(question);
    await question.getByRole("button", { name: "Stay here" }).click();
    await gone(question);
    expect(await url.inputValue()).toBe("https://example.com/orders");
    await page.getByRole("link", { name: "Workflows" }).first().click();
    await question.getByRole("button", { name: "Leave without saving" }).click();
    await seen(page.getByRole("heading", { level: 1, name: "Workflows" }));

    const text = (name: string) => `id: shared\nname: ${name}\nsteps:\n  - id: one\n    transform: {}\n`;
    await project.publish(text("First"));
    await page.goto(project.screen("workflows/shared"));
    const editor = page.getByRole("textbox", { name: "The workflow as YAML" });
    await paste(editor, text("Mine"));
    await page.getByRole("tab", { name: "Versions" }).click();
    await page.getByRole("tab", { name: "Editor" }).click();
    await seen(page.getByText("Unsaved changes"));
    await project.publish(text("Theirs"));
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByRole("button", { name: "Compare and decide" }).click();
    const choice = page.getByRole("dialog", { name: "Which text stays?" });
    await seen(choice.getByText("Theirs", { exact: true }), choice.getByText("Mine", { exact: true }));
    await choice.getByRole("button", { name: "Keep mine" }).click();
    await seen(page.getByText("The draft is saved."));
  },
);

journey(
  "a session that ends while somebody types is begun again over the screen",
  async ({ installation, stranger: { page, watched }, project }) => {
    watched.permit(/status of 401/);
    await project.publish("id: kept\nname: Kept\nsteps:\n  - id: one\n    transform: {}\n");
    await page.goto("/signin");
    await signIn(page, installation.owner);
    await page.goto(project.screen("workflows/kept"));
    const editor = page.getByRole("textbox", { name: "The workflow as YAML" });
    await seen(editor);
    await page.context().clearCookies();
    await paste(editor, "id: kept\nname: Kept and changed\nsteps:\n  - id: one\n    transform: {}\n");
    const dialog = page.getByRole("dialog", { name: "Sign in again" });
    await seen(dialog);
    await dialog.getByLabel("Password", { exact: true }).fill(installation.owner.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await gone(dialog);
    await page.getByRole("button", { name: "Save draft" }).click();
    await seen(page.getByText("The draft is saved."), page.getByRole("heading", { name: "Kept and changed" }));
  },
);

journey(
  "whoever signs out is asked about what was typed, and what is still loading complains to nobody",
  async ({ installation, stranger: { page }, project }) => {
    await page.goto("/signin");
    await signIn(page, installation.owner);
    await page.goto(`${project.screen("new/action")}?action=http.request`);
    const url = page.getByRole("textbox", { name: "URL" });
    await url.fill("https://example.com/orders");
    const signOut = async () => {
      await page.getByRole("button", { name: "Account menu" }).click();
      await page.getByRole("button", { name: "Sign out" }).click();
    };
    await signOut();
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await question.getByRole("button", { name: "Stay here" }).click();
    await gone(question);
    expect(await url.inputValue()).toBe("https://example.com/orders");

    let held = 0;
    await page.route("**/api/v1/projects/*/variables*", async (route) => {
      held++;
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue();
    });
    await page.getByRole("link", { name: "Variables" }).first().click();
    await question.getByRole("button", { name: "Leave without saving" }).click();
    await expect.poll(() => held).toBeGreaterThan(0);
    await signOut();
    await seen(page.getByRole("heading", { name: "Sign in to Millrace" }));
  },
);
