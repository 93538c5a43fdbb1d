import { expect, onTestFinished } from "vitest";
import { looks, watch } from "../harness/chromium";
import { journey } from "../harness/journey";
import { freePort, startProxy } from "../harness/proxy";
import { startServer } from "../harness/server";
import { newPage, seen } from "../harness/visit";

journey("everything works below a path of another host, from the set-up link on", async ({ browser }) => {
  const port = await freePort();
  const proxy = await startProxy("/tools/millrace", port);
  onTestFinished(proxy.close);
  const server = await startServer({ MILLRACE_SERVER_PORT: String(port), MILLRACE_SERVER_PUBLIC_URL: proxy.url });
  onTestFinished(server.stop);
  expect(server.setUpLink).toContain(`${proxy.url}/setup?token=`);

  const page = await newPage(browser, proxy.url, looks.desk);
  const watched = watch(page, new URL(proxy.url).origin);
  await page.goto(server.setUpLink);
  await page.getByLabel("E-mail address").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "Make the account" }).click();
  await seen(page.getByRole("heading", { level: 1, name: "Dashboard" }));
  await page.getByRole("link", { name: "Connections" }).click();
  await seen(page.getByRole("heading", { level: 1, name: "Connections" }));
  expect(page.url()).toBe(`${proxy.url}/p/default/connections`);
  await page.reload();
  await seen(page.getByRole("heading", { level: 1, name: "Connections" }));
  // This server is nobody else's, so it may be drained.
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("link", { name: "Nodes" }).click();
  await page.getByRole("button", { name: /^Drain / }).click();
  const dialog = page.getByRole("dialog");
  await seen(dialog.getByText("No other node is active", { exact: false }));
  await dialog.getByRole("button", { name: "Drain" }).click();
  await seen(page.getByText("not busy: it may be stopped"));
  await page.getByRole("button", { name: /^Resume / }).click();
  await dialog.getByRole("button", { name: "Resume" }).click();
  await seen(page.getByRole("cell", { name: "active" }));
  await page.context().close();
  watched.requireQuiet();
});
