import { expect, onTestFinished } from "vitest";
import { journey } from "../harness/journey";
import { startSlowVendor } from "../harness/vendor";
import { gone, seen } from "../harness/visit";

journey("the catcher shows what arrives while one looks, and forgets it", async ({ page, project }) => {
  await page.goto(project.screen("catcher"));
  await page.getByLabel("Name of a new address").fill("orders");
  await page.getByRole("button", { name: "Open" }).click();
  await seen(page.getByText("Waiting for the first request"));
  await fetch(`${project.catcher("orders")}?page=2`, { method: "PUT", body: '{"number": 4711}' });
  await seen(page.getByRole("link", { name: "orders 1" }));
  await seen(page.getByText("PUT"), page.getByText("4711"), page.getByText("?page=2"));
  await page.getByRole("button", { name: "Forget all" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Forget all" }).click();
  await seen(page.getByText("Waiting for the first request"));
});

journey("schedules show when they fire next", async ({ page, project }) => {
  await project.publish(`id: morning
triggers:
  - id: nine
    schedule: { cron: "0 9 * * MON-FRI", zone: Europe/Berlin }
steps:
  - id: one
    transform: {}
`);
  await page.goto(project.screen("schedules"));
  const row = page.getByRole("row").filter({ hasText: "morning" });
  await seen(row.getByText("Europe/Berlin"), row.getByText("0 9 * * MON-FRI"));
  await row.getByText("9 more").click();
  await expect.poll(() => row.getByRole("listitem").count()).toBe(9);
  await row.getByRole("button", { name: "Backfill nine of morning" }).click();
  const dialog = page.getByRole("dialog");
  await seen(dialog.getByText("Time in Europe/Berlin").first());
  const week = new Date(Date.now() - 8 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel("From").fill(`${week}T00:00`);
  await seen(dialog.getByText(/\d slots would be run, the oldest first/));
  await dialog.getByRole("button", { name: /^Run \d slots/ }).click();
  await dialog.getByRole("link", { name: "See the executions" }).click();
  await seen(page.getByRole("table", { name: "Executions" }).getByRole("link", { name: "morning" }).first());
  await page.goto(project.screen());
  await seen(page.getByRole("region", { name: "Upcoming fires" }).getByRole("link", { name: "morning" }));
});

journey("a secret variable is written, never shown, changed and deleted", async ({ page, project }) => {
  await page.goto(project.screen("variables"));
  await page.getByRole("button", { name: "Add a variable" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("HOOK");
  await dialog.getByText("Keep it secret").click();
  await dialog.getByLabel("Value").fill("sesame-open");
  await dialog.getByRole("button", { name: "Save" }).click();
  const row = page.getByRole("row").filter({ hasText: "HOOK" });
  await seen(row.getByText("hidden"));
  await row.getByRole("button", { name: "Change HOOK" }).click();
  await seen(dialog);
  expect(await dialog.getByLabel("Value").inputValue()).toBe("");
  expect(await page.content()).not.toContain("sesame-open");
  await page.keyboard.press("Escape");
  await gone(dialog);
  await row.getByRole("button", { name: "Delete HOOK" }).click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await seen(page.getByText("No variables yet"));
});

journey("the gallery of connections offers each tool with the form of its manifest", async ({ page, project }) => {
  await page.goto(project.screen("connections"));
  await page.getByRole("link", { name: "Add a connection" }).first().click();
  const dialog = page.getByRole("dialog");
  for (const tool of ["Slack", "GitHub", "E-mail", "Discord"]) {
    await seen(dialog.getByRole("link", { name: tool }));
  }
  await dialog.getByRole("link", { name: "HTTP" }).click();
  await dialog.getByLabel("Kind of credentials").selectOption({ label: "User name and password" });
  await dialog.getByRole("button", { name: "Save and test" }).click();
  await seen(dialog.getByText("This is needed.").first());
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-invalid"))).toBe("true");
  await dialog.getByLabel("Base URL").fill("https://api.example.com");
  await dialog.getByLabel("User name").fill("ada");
  await dialog.getByLabel("Password").fill("lovelace");
  await dialog.getByRole("button", { name: "Save and test" }).click();
  await seen(page.getByText("Stored: password"));
  expect(await page.content()).not.toContain("lovelace");
});

journey("an action is found and tried, and its credentials stay masked", async ({ page, project }) => {
  await project.connect("box", {
    tool: "http",
    kind: "bearer",
    config: { base_url: project.catcher("try") },
    secrets: { token: "a-token-nobody-sees" },
  });
  await page.goto(project.screen("tools"));
  await page.getByLabel("Search actions").fill("request");
  await page.getByRole("link", { name: "Send a request" }).click();
  await page.getByRole("combobox", { name: "Connection" }).selectOption("box");
  await page.getByRole("combobox", { name: "Method" }).selectOption("POST");
  await page.getByRole("textbox", { name: "URL" }).fill("/things");
  await page.getByRole("button", { name: "Run the action" }).click();
  await seen(page.getByRole("status").getByText(/succeeded|failed/));
  await page.getByRole("link", { name: "Open the execution" }).click();
  await seen(page.getByText("Secrets were masked before this was stored."));
  await page.locator("details.exchange summary").click();
  await seen(page.getByText(/authorization: /i), page.getByText("Response"));
  expect(await page.content()).not.toContain("a-token-nobody-sees");
});

journey("a token is made, seen once, used and revoked", async ({ page, installation }) => {
  await page.goto("/settings/tokens");
  const name = `laptop ${Date.now()}`;
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog", { name: "New token" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Role").selectOption("viewer");
  await dialog.getByRole("button", { name: "Make the token" }).click();
  await seen(dialog.getByText("Copy the token now."));
  const token = (await dialog.getByRole("code").textContent()) ?? "";
  const ask = () => fetch(`${installation.url}/api/v1/projects`, { headers: { Authorization: `Bearer ${token}` } });
  expect((await ask()).status).toBe(200);
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await gone(dialog);
  expect(await page.content(), "it is shown this once").not.toContain(token);
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await seen(page.getByText("The token is revoked."));
  expect((await ask()).status).toBe(401);
});

journey("the account keeps the theme, and About names the server", async ({ page }) => {
  await page.goto("/settings/account");
  await seen(page.getByText("ada@example.com").first(), page.getByText("Owner: also manages people and tokens"));
  await page.getByLabel("Theme").selectOption("dark");
  await page.reload();
  await seen(page.getByLabel("Theme"));
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  await page.getByLabel("Theme").selectOption("system");
  await page.goto("/settings/about");
  await seen(page.getByText("Apache License 2.0"), page.getByRole("listitem").filter({ hasText: "Slack" }));
});

journey("a project keeps its history for as long as its owner says", async ({ page, project }) => {
  await page.goto(project.screen());
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("link", { name: "Project settings" }).click();
  await page.getByLabel("Executions, after their end").selectOption({ label: "A number of days of its own" });
  await page.getByLabel("Days to keep executions").fill("7");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save and delete" }).click();
  await seen(page.getByText("The project keeps its history as you said."));
  await page.reload();
  await expect.poll(() => page.getByLabel("Days to keep executions").inputValue()).toBe("7");
});

journey("the palette goes anywhere by typing", async ({ page, project }) => {
  await page.goto(project.screen());
  await seen(page.getByRole("heading", { level: 1, name: "Dashboard" }));
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Commands" });
  await seen(palette.getByRole("combobox"));
  await page.keyboard.type("there is no such command");
  await seen(palette.getByText("No command has these words."));
  for (let letter = 0; letter < 24; letter++) await page.keyboard.press("Backspace");
  await page.keyboard.type("sched");
  await seen(palette.getByRole("option", { name: "Schedules" }));
  await page.keyboard.press("Enter");
  await seen(page.getByRole("heading", { level: 1, name: "Schedules" }));
  await page.keyboard.press("g");
  await page.keyboard.press("x");
  await seen(page.getByRole("heading", { level: 1, name: "Variables" }));
});

journey("filters of executions live in the address and survive a reload", async ({ page, project }) => {
  await project.publish("id: good\nsteps:\n  - id: one\n    transform: {}\n");
  await project.publish(`id: bad
steps:
  - id: one
    transform: { number: "{{ int(event.data.text) }}" }
`);
  await project.run("good", {}, "PT5S");
  await project.run("bad", { text: "no number" }, "PT5S");
  await page.goto(project.screen("executions"));
  const rows = page.getByRole("table", { name: "Executions" }).getByRole("row");
  await seen(rows.filter({ hasText: "good" }), rows.filter({ hasText: "bad" }));
  await page.getByLabel("Status").selectOption("failed");
  await gone(rows.filter({ hasText: "good" }));
  expect(new URL(page.url()).searchParams.get("status")).toBe("failed");
  await page.reload();
  await seen(rows.filter({ hasText: "bad" }));
  expect(await rows.filter({ hasText: "good" }).count()).toBe(0);
  expect(await page.getByLabel("Status").inputValue()).toBe("failed");
  await rows.filter({ hasText: "bad" }).getByRole("link").first().click();
  await seen(page.getByText("Failed at one."));
  await page.goBack();
  await seen(rows.filter({ hasText: "bad" }));
  expect(await page.getByLabel("Status").inputValue(), "Back keeps the filter").toBe("failed");
});

journey("an execution is followed while it runs, and can be cancelled", async ({ page, project }) => {
  const vendor = await startSlowVendor();
  onTestFinished(vendor.close);
  await project.publish(`id: slow
steps:
  - id: call
    action: http.request
    input: { url: "${vendor.url}" }
`);
  const id = await project.run("slow");
  await vendor.asked();
  await page.goto(project.screen(`executions/${id}`));
  await seen(page.locator("header").getByText("live"), page.locator("header").getByText("running"));
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).last().click();
  await seen(page.locator("header").getByText(/cancelling|cancelled/));
  vendor.release();
  await seen(page.locator("header").getByText("cancelled"));
});
