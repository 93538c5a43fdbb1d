import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactElement, Suspense } from "react";
import { expect, it } from "vitest";
import type { Schemas } from "@/lib/api/client";
import { aServer } from "@/lib/fake-server";
import { connections as texts } from "@/lib/texts/connections";
import { ConnectionForm } from "./connection-form";

const sample = {
  name: "sample",
  title: "Sample",
  connection_kinds: [{ name: "none", title: "Nothing", description: "", config: {}, secrets: {} }],
};

function show(form: ReactElement) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Suspense fallback={null}>{form}</Suspense>
    </QueryClientProvider>,
  );
}

const limited = {
  id: "mine",
  tool: "sample",
  kind: "none",
  config: {},
  secrets: [],
  limits: { concurrency: 2, rate: { limit: 60, period: "PT1M" } },
} as unknown as Schemas["ConnectionItem"];

it("does not change a connection that somebody has made under the same id meanwhile", async () => {
  const server = aServer()
    .on("GET /api/v1/tools/sample", { body: sample })
    .on("GET /api/v1/projects/shop/connections", { body: { items: [], next: null } })
    .on("PUT /api/v1/projects/shop/connections/mine", {
      status: 412,
      body: { code: "precondition_failed", detail: "There is one already." },
    });
  show(<ConnectionForm project="shop" tool="sample" />);
  const id = await screen.findByLabelText(texts.id);
  await userEvent.clear(id);
  await userEvent.type(id, "mine");
  await userEvent.click(screen.getByRole("button"));

  expect(await screen.findByText(/There is one already/)).toBeTruthy();
  const put = server.asked.find((each) => each.method === "PUT");
  expect(put?.headers.get("If-None-Match")).toBe("*");
});

it("says nothing of limits that nobody has touched, as somebody may have changed them meanwhile", async () => {
  const server = aServer()
    .on("GET /api/v1/tools/sample", { body: sample })
    .on("GET /api/v1/projects/shop/connections", { body: { items: [], next: null } })
    .on("PUT /api/v1/projects/shop/connections/mine", { body: {} })
    .on("POST /api/v1/projects/shop/connections/mine/test", { body: { ok: true, message: "" } });
  show(<ConnectionForm project="shop" tool="sample" existing={limited} />);

  await userEvent.click(await screen.findByRole("button"));
  await screen.findByText(texts.tested);
  const put = server.asked.find((each) => each.method === "PUT");
  expect(JSON.parse(put?.body ?? "{}")).not.toHaveProperty("limits");
});

it("changes one limit and keeps the other, and says what is wrong before it asks", async () => {
  const server = aServer()
    .on("GET /api/v1/tools/sample", { body: sample })
    .on("GET /api/v1/projects/shop/connections", { body: { items: [], next: null } })
    .on("PUT /api/v1/projects/shop/connections/mine", { body: {} })
    .on("POST /api/v1/projects/shop/connections/mine/test", { body: { ok: true, message: "" } });
  show(<ConnectionForm project="shop" tool="sample" existing={limited} />);

  const atOnce = await screen.findByLabelText(new RegExp(texts.limitConcurrency));
  await userEvent.clear(atOnce);
  await userEvent.type(atOnce, "0");
  await userEvent.click(screen.getByRole("button"));
  expect(atOnce.getAttribute("aria-invalid")).toBe("true");
  expect(server.asked.some((each) => each.method === "PUT")).toBe(false);

  await userEvent.clear(atOnce);
  await userEvent.click(screen.getByRole("button"));
  await screen.findByText(texts.tested);
  const put = server.asked.find((each) => each.method === "PUT");
  expect(JSON.parse(put?.body ?? "{}")).toMatchObject({
    limits: { concurrency: null, rate: { limit: 60, period: "PT1M" } },
  });
});
