import { QueryClient, QueryClientProvider, useSuspenseQuery } from "@tanstack/react-query";
import { render, renderHook, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, Suspense } from "react";
import { expect, it } from "vitest";
import { setUpQuery, tokensQuery } from "./api/queries";
import { aServer } from "./fake-server";
import { focusFirstProblem } from "./focus-problem";
import { usePaged } from "./paged";
import { includes, useRole } from "./session";

function wrapper({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <Suspense fallback="reading">{children}</Suspense>
    </QueryClientProvider>
  );
}

it("a role includes those below it", () => {
  expect(includes("editor", "operator")).toBe(true);
  expect(includes("viewer", "operator")).toBe(false);
  expect(includes(undefined, "viewer")).toBe(false);
});

it("nobody has a role until the session is known", async () => {
  aServer().on("GET /api/v1/session", { body: { role: "operator", csrf_token: "t" } });
  const { result } = renderHook(() => useRole("operator"), { wrapper });
  expect(result.current).toBe(false);
  await waitFor(() => expect(result.current).toBe(true));
});

function Tokens() {
  const { rows, hasMore, loadMore } = usePaged<{ name: string }>(tokensQuery);
  return (
    <>
      <p>{rows.map(({ name }) => name).join(" ")}</p>
      <button type="button" onClick={loadMore}>
        {hasMore ? "more" : "all"}
      </button>
    </>
  );
}

it("a list grows by a page and knows its end", async () => {
  const server = aServer().on("GET /api/v1/tokens", ({ query }) => ({
    body: query.cursor ? { items: [{ name: "two" }], next: null } : { items: [{ name: "one" }], next: "c" },
  }));
  render(<Tokens />, { wrapper });
  await userEvent.click(await screen.findByRole("button", { name: "more" }));
  expect(await screen.findByText("one two")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "all" }));
  expect(server.asked).toHaveLength(2);
});

function SetUp() {
  const { data } = useSuspenseQuery(setUpQuery);
  return <input aria-label="Name" aria-invalid={data.pending} />;
}

it("the first field that has a problem is led to", async () => {
  aServer().on("GET /api/v1/setup", { body: { pending: true } });
  render(<SetUp />, { wrapper });
  const field = await screen.findByLabelText("Name");
  focusFirstProblem();
  await waitFor(() => expect(document.activeElement).toBe(field));
});
