import { expect } from "vitest";
import { journey } from "../harness/journey";
import { gone, seen } from "../harness/visit";

journey("one panel that fails leaves the others, and can be tried again", async ({ page, project, visit }) => {
  const broken = /\/triggers\?/;
  visit.watched.permit(broken);
  visit.watched.permit(/Problem: The server answered 500/);
  await page.route(broken, (route) => route.fulfill({ status: 500, body: "no" }));
  await page.goto(project.screen());
  const upcoming = page.getByRole("region", { name: "Upcoming fires" });
  await seen(upcoming.getByRole("alert"), page.getByText("No failures", { exact: true }));
  await page.unroute(broken);
  await upcoming.getByRole("button", { name: "Try again" }).click();
  await seen(upcoming.getByText("No schedules"));
});

journey("a server that is out of reach is said so, and nothing is blank", async ({ page, project, visit }) => {
  await page.goto(project.screen());
  await seen(page.getByText("Make your first event"));
  visit.watched.permit(/\/api\/v1\//);
  visit.watched.permit(/TypeError: fetch failed/);
  await page.route(/\/api\/v1\//, (route) => route.abort("connectionrefused"));
  await page.getByRole("link", { name: "Variables" }).click();
  await seen(page.getByText(/The server does not answer/), page.getByRole("navigation", { name: "Main" }));
  await page.unroute(/\/api\/v1\//);
  await page.getByRole("button", { name: "Try again" }).click();
  await seen(page.getByText("No variables yet"));
});

journey("a slow network shows the shape of what is coming", async ({ page, project }) => {
  await page.goto(project.screen());
  const held: (() => void)[] = [];
  await page.route(/\/connections\?/, async (route) => {
    await new Promise<void>((resolve) => void held.push(resolve));
    await route.continue();
  });
  await page.getByRole("link", { name: "Connections" }).click();
  await seen(page.getByRole("heading", { level: 1, name: "Connections" }), page.locator(".skeleton"));
  await expect.poll(() => held.length).toBeGreaterThan(0);
  for (const go of held.splice(0)) go();
  await seen(page.getByText("No connections yet"));
  await gone(page.locator(".skeleton"));
});

journey(
  "a link into the middle leads there after the sign-in, and survives a reload",
  async ({ installation, stranger: { page }, project }) => {
    await project.publish("id: linked\nsteps:\n  - id: one\n    transform: {}\n");
    await page.goto(`${project.screen("workflows/linked")}?tab=versions`);
    await page.getByLabel("E-mail address").fill(installation.owner.email);
    await page.getByLabel("Password", { exact: true }).fill("not the password at all");
    await page.getByRole("button", { name: "Sign in" }).click();
    await seen(page.getByRole("alert"));
    await page.getByLabel("Password", { exact: true }).fill(installation.owner.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await seen(page.getByRole("link", { name: "v1" }));
    await page.reload();
    await seen(page.getByRole("link", { name: "v1" }));
    await page.goto(project.screen("there-is-no-such-page"));
    await seen(page.getByRole("heading", { level: 1, name: "There is no such page" }));
  },
);

journey(
  "whoever has signed out sees nothing more, with Back either",
  async ({ installation, stranger: { page }, project }) => {
    await page.goto(`/signin?next=${encodeURIComponent(project.screen("variables"))}`);
    await page.getByLabel("E-mail address").fill(installation.owner.email);
    await page.getByLabel("Password", { exact: true }).fill(installation.owner.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await seen(page.getByText("No variables yet"));
    await page.getByRole("button", { name: "Account menu" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await seen(page.getByRole("heading", { name: "Sign in to Millrace" }));
    await page.goBack();
    await seen(page.getByRole("heading", { name: "Sign in to Millrace" }));
    expect(await page.getByText("No variables yet").count()).toBe(0);
  },
);
