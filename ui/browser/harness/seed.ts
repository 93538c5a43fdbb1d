import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Project } from "./api";
import { startSlack, type Vendor } from "./vendor";

/** What a project holds after {@link seed}, and where to find it. */
export interface Seeded {
  succeeded: string;
  failed: string;
  retried: string;
  /** Waits for an answer. */
  asking: string;
  /** Was asked, and the answer was no. */
  rejected: string;
  /** Waits for a time. */
  napping: string;
  /** Waits for an execution that it has called. */
  calling: string;
  /** Has not begun, as its workflow is paused. */
  paused: string;
  /** Went through a list, of which two items failed. */
  listed: string;
  event: string;
  /** The stand-in for Slack; to be closed. */
  slack: Vendor;
}

const slackToken = "xoxb-a-token-that-works";
const examples = fileURLToPath(new URL("../../../examples/", import.meta.url));
const example = (name: string) => readFileSync(`${examples}${name}.yaml`, "utf8");

/** Fills a project with what a small team would have after some days: workflows, connections, executions of each kind. */
export async function seed(project: Project): Promise<Seeded> {
  const slack = await startSlack(slackToken);
  const config = { base_url: `${slack.url}/api` };
  await project.connect("team-chat", { tool: "slack", kind: "bot_token", config, secrets: { token: slackToken } });
  await project.connect("old-chat", { tool: "slack", kind: "bot_token", config, secrets: { token: "xoxb-revoked" } });
  await project
    .connect("mail", {
      tool: "email",
      kind: "smtp",
      config: { host: "127.0.0.1", port: 2525, security: "none", from: "millrace@example.com" },
    })
    .catch(() => {});
  await project.connect("alerts", {
    tool: "discord",
    kind: "webhook",
    secrets: { url: `${slack.url}/api/webhooks/1/x` },
  });
  await project.api
    .send("POST", "/api/v1/users", { email: "grace@example.com", password: "twelve characters", role: "viewer" })
    .catch(() => {}); // Another seed of this installation has added the user.
  await project.variable("SHOP_URL", `${slack.url}/health`);
  for (const id of ["team-chat", "old-chat"]) {
    await project.api.send("POST", `${project.path}/connections/${id}/test`);
  }
  await project.variable("ORDER_HOOK", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true);
  await project.variable("GITHUB_HOOK", "It is a secret to everybody", true);
  await project.variable("GREETING", "Good morning");
  for (const name of ["heartbeat", "nightly-report", "issue-to-chat", "order-routing", "chat-message"]) {
    await project.draft(example(name));
    // Some need connections that this installation does not have; a draft is a state to be seen too.
    await project.publish(example(name)).catch(() => {});
  }
  const order = await project.publish(`id: order-to-chat
name: Tell the team of new orders
tags: [orders, chat]
triggers:
  - id: order
    webhook: { path: new-orders, verify: { preset: none } }
steps:
  - id: total
    transform: { line: "Order {{ event.data.id }} for {{ event.data.total }} EUR" }
  - id: tell
    action: slack.send_message
    connection: team-chat
    input: { channel: "#orders", text: "{{ steps.total.output.line }}" }
  - id: keep
    action: http.request
    input: { method: POST, url: "{{ project.catcher }}orders", body: "{{ event.data }}" }
`);
  const stock = await project.publish(`id: stock-alert
name: Warn when stock runs low
tags: [stock]
steps:
  - id: read
    transform: { item: "{{ event.data.item }}", left: "{{ event.data.left }}" }
  - id: warn
    action: slack.send_message
    connection: old-chat
    input: { channel: "#stock", text: "Only {{ steps.read.output.left }} of {{ steps.read.output.item }} left" }
`);
  const sync = await project.publish(`id: sync-prices
name: Take prices over from the supplier
steps:
  - id: fetch
    action: http.request
    input: { url: "http://127.0.0.1:9/prices" }
    retry: { attempts: 3, initial: PT0.1S, max: PT0.2S }
`);
  let succeeded = "";
  for (let number = 1; number <= 12; number++) {
    succeeded = await project.run(order, { id: `A-${1000 + number}`, total: 20 * number - 0.5 }, "PT10S");
  }
  const failed = await project.run(stock, { item: "espresso beans", left: 3 }, "PT10S");
  const retried = await project.run(sync, {}, "PT10S");
  const refund = await project.publish(`id: refund
name: Refund when a person agrees
steps:
  - id: ask
    approval:
      title: "Refund {{ event.data.amount }} EUR to {{ event.data.name }}?"
      details: "The parcel **{{ event.data.parcel }}** came back on Monday."
      roles: [editor, owner]
      timeout: P2D
  - id: count
    set_variable: { name: REFUNDED, value: "{{ event.data.amount }}" }
`);
  const reminder = await project.publish(`id: reminder
name: Remind a day later
steps:
  - id: day_later
    wait: { for: P1D }
  - id: remind
    transform: { text: "Tomorrow" }
`);
  const rejected = await project.run(refund, { amount: 900, name: "Grace", parcel: "P-17" });
  await project.asked(rejected);
  await project.answer(rejected, "ask", "reject", "More than the order was worth.");
  await project.run(refund, { amount: 12.5, name: "Edsger", parcel: "P-18" });
  const asking = await project.run(refund, { amount: 40, name: "Barbara", parcel: "P-19" });
  await project.asked(asking);
  const napping = await project.run(reminder);
  const month = await project.publish(`id: close-month
name: Close the month
steps:
  - id: remind
    workflow: { id: reminder }
`);
  const calling = await project.run(month);
  const invoices = await project.publish(`id: invoices
name: Send invoices
steps:
  - id: send
    transform: { sent: true }
`);
  await project.api.send("POST", `${project.path}/workflows/${invoices}/pause`);
  const paused = await project.run(invoices);
  await project.publish(`id: new-parcels
name: Tell of new parcels
triggers:
  - id: parcels
    poll: { name: http.list, input: { url: "${slack.url}/health" }, items: /body/parcels, item_id: /number, every: PT1H }
steps:
  - id: note
    transform: { parcel: "{{ event.data.number }}" }
`);
  const shares = await project.publish(`id: shares
name: Share each order among its people
steps:
  - id: share
    foreach: { items: "{{ event.data.people }}", parallel: 5, on_item_failure: continue }
    transform: { each: "{{ 120 / item }}" }
  - id: report
    if: always
    transform: "{{ string(steps.share.output.failed) + ' could not be shared' }}"
`);
  const people = Array.from({ length: 120 }, (_, place) => (place === 40 || place === 90 ? 0 : (place % 7) + 1));
  const listed = await project.run(shares, { people }, "PT10S");
  const delivered = await fetch(`${project.api.url}/hooks/${project.id}/new-orders`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ id: "A-2001", total: 49.5, customer: { name: "Ada Lovelace" } }),
  });
  const { id: event } = (await delivered.json()) as { id: string };
  return { succeeded, failed, retried, asking, rejected, napping, calling, paused, listed, event, slack };
}

/** Every screen of the product, by name, in a seeded project. */
export function seededScreens(project: Project, seeded: Seeded): Record<string, string> {
  return {
    dashboard: project.screen(),
    workflows: project.screen("workflows"),
    "new workflow": project.screen("new/workflow"),
    "new tool action event": project.screen("new/action?trigger=webhook&action=slack.send_message"),
    "new schedule": project.screen("new/action?trigger=schedule"),
    editor: project.screen("workflows/order-to-chat"),
    versions: project.screen("workflows/order-to-chat?tab=versions&version=1"),
    "executions of a workflow": project.screen("workflows/order-to-chat?tab=executions"),
    executions: project.screen("executions"),
    "execution that succeeded": project.screen(`executions/${seeded.succeeded}`),
    "execution that failed": project.screen(`executions/${seeded.failed}`),
    "execution with retries": project.screen(`executions/${seeded.retried}`),
    "execution that asks": project.screen(`executions/${seeded.asking}`),
    "execution that was rejected": project.screen(`executions/${seeded.rejected}`),
    "execution that waits": project.screen(`executions/${seeded.napping}`),
    "execution that waits for another": project.screen(`executions/${seeded.calling}`),
    "execution of a paused workflow": project.screen(`executions/${seeded.paused}`),
    "paused workflow": project.screen("workflows/invoices"),
    "execution with items": project.screen(`executions/${seeded.listed}?step=share`),
    "item that failed": project.screen(`executions/${seeded.listed}?step=share&items=failed&item=40`),
    "no items found": project.screen(`executions/${seeded.listed}?step=share&items=unknown`),
    "executions not found": project.screen("executions?q=nowhere&status=failed"),
    events: project.screen("events"),
    event: project.screen(`events/${seeded.event}`),
    sources: project.screen("sources"),
    schedules: project.screen("schedules"),
    polls: project.screen("polls"),
    "tool with polls": project.screen("tools/github"),
    connections: project.screen("connections"),
    connection: project.screen("connections/old-chat"),
    tools: project.screen("tools"),
    "found actions": project.screen("tools?q=message"),
    tool: project.screen("tools/slack"),
    action: project.screen("actions/slack.send_message"),
    variables: project.screen("variables"),
    catcher: project.screen("catcher?name=orders"),
    "project settings": project.screen("settings"),
    tokens: "/settings/tokens",
    users: "/settings/users",
    nodes: "/settings/nodes",
    account: "/settings/account",
    about: "/settings/about",
    "no such page": project.screen("there-is-nothing-here"),
  };
}

/** The screens that list something, in a project where nothing is. */
export function emptyScreens(project: Project): Record<string, string> {
  const lists = [
    "workflows",
    "executions",
    "events",
    "sources",
    "schedules",
    "polls",
    "connections",
    "variables",
    "catcher",
  ];
  return Object.fromEntries([
    ["dashboard, empty", project.screen()],
    ...lists.map((list) => [`${list}, empty`, project.screen(list)]),
  ]);
}
