import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense, useState } from "react";
import { describe, expect, it } from "vitest";
import type { Schemas } from "@/lib/api/client";
import { aServer } from "@/lib/fake-server";
import { ActionForm, type ActionInput, firstConnection } from "./action-form";

const action = {
  id: "slack.send_message",
  tool: "slack",
  connection: "required",
  input: {
    type: "object",
    required: ["channel"],
    properties: {
      channel: { type: "string", title: "Channel" },
      who: { type: "object", title: "Who", properties: { name: { type: "string", title: "Name" } } },
    },
  },
  examples: [{ title: "Say hello", input: { channel: "#hello" } }],
} as unknown as Schemas["ActionView"];

const connections = [
  { id: "team-chat", tool: "slack" },
  { id: "mail", tool: "email" },
] as Schemas["ConnectionItem"][];

function show(shown: Schemas["ActionView"], known: Schemas["ConnectionItem"][]) {
  aServer().on("GET /api/v1/projects/shop/connections", { body: { items: known, next: null } });
  const seen: { value: ActionInput } = { value: { connection: "", input: {} } };
  function Host() {
    const [value, setValue] = useState(seen.value);
    seen.value = value;
    return <ActionForm project="shop" action={shown} value={value} onChange={setValue} expressions />;
  }
  const rootRoute = createRootRoute({
    component: () => (
      <Suspense fallback="reading">
        <Host />
      </Suspense>
    ),
  });
  const router = createRouter({ routeTree: rootRoute, history: createMemoryHistory() });
  render(
    <QueryClientProvider client={new QueryClient()}>
      {/* biome-ignore lint/suspicious/noExplicitAny: the router of a test has other routes than the product's */}
      <RouterProvider router={router as any} />
    </QueryClientProvider>,
  );
  return { seen, user: userEvent.setup() };
}

describe("the form of an action", () => {
  it("offers the tool's own connections and gathers what the call needs", async () => {
    const { seen, user } = show(action, connections);
    const choice = await screen.findByRole("combobox", { name: "Connection" });
    expect([...choice.querySelectorAll("option")].map(({ textContent }) => textContent)).toEqual(["–", "team-chat"]);
    await user.selectOptions(choice, "team-chat");
    await user.type(screen.getByRole("textbox", { name: "Channel" }), "#a");
    await user.type(screen.getByRole("textbox", { name: /Name/ }), "Ada");
    expect(seen.value).toEqual({ connection: "team-chat", input: { channel: "#a", who: { name: "Ada" } } });
    await user.clear(screen.getByRole("textbox", { name: /Name/ }));
    expect(seen.value.input).toEqual({ channel: "#a" });
  });

  it("is filled by an example", async () => {
    const { seen, user } = show(action, connections);
    await user.selectOptions(await screen.findByRole("combobox", { name: /example/i }), "Say hello");
    expect(seen.value.input).toEqual({ channel: "#hello" });
    const channel = screen.getByRole("textbox", { name: "Channel" });
    expect(channel).toHaveProperty("value", "#hello");
    await user.type(channel, "-all");
    expect(seen.value.input).toEqual({ channel: "#hello-all" });
  });

  it("shows the way to a connection when there is none", async () => {
    show(action, []);
    const link = await screen.findByRole("link");
    expect(link.getAttribute("href")).toContain("new=slack");
  });

  it("asks for no connection where none is used", async () => {
    show({ ...action, connection: "none" }, connections);
    expect(await screen.findByRole("textbox", { name: "Channel" })).toBeTruthy();
    expect(screen.queryByRole("combobox", { name: "Connection" })).toBeNull();
  });

  it("begins with the only connection that fits", () => {
    expect(firstConnection(connections, action)).toBe("team-chat");
    expect(firstConnection([...connections, ...connections], action)).toBe("");
    expect(firstConnection(connections, { ...action, connection: "optional" })).toBe("");
  });
});
