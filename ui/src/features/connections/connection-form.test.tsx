import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense } from "react";
import { expect, it } from "vitest";
import { aServer } from "@/lib/fake-server";
import { ConnectionForm } from "./connection-form";

it("does not change a connection that somebody has made under the same id meanwhile", async () => {
  const server = aServer()
    .on("GET /api/v1/tools/sample", {
      body: {
        name: "sample",
        title: "Sample",
        connection_kinds: [{ name: "none", title: "Nothing", description: "", config: {}, secrets: {} }],
      },
    })
    .on("GET /api/v1/projects/shop/connections", { body: { items: [], next: null } })
    .on("PUT /api/v1/projects/shop/connections/mine", {
      status: 412,
      body: { code: "precondition_failed", detail: "There is one already." },
    });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Suspense fallback={null}>
        <ConnectionForm project="shop" tool="sample" />
      </Suspense>
    </QueryClientProvider>,
  );
  const id = await screen.findByRole("textbox");
  await userEvent.clear(id);
  await userEvent.type(id, "mine");
  await userEvent.click(screen.getByRole("button"));

  expect(await screen.findByText(/There is one already/)).toBeTruthy();
  const put = server.asked.find((each) => each.method === "PUT");
  expect(put?.headers.get("If-None-Match")).toBe("*");
});
