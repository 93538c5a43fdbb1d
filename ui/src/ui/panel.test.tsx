import { QueryClient, QueryClientProvider, useSuspenseQuery } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { Problem } from "@/lib/api/problem";
import { Panel } from "./panel";

let works: boolean;

function Reading() {
  const { data } = useSuspenseQuery({
    queryKey: ["reading"],
    retry: false,
    queryFn: async () => {
      if (!works) throw new Problem(503, "busy", "The server is busy.", [], "trace-1");
      return "what was read";
    },
  });
  return <p>{data}</p>;
}

beforeEach(() => {
  works = false;
  vi.spyOn(console, "error").mockImplementation(() => {});
});

it("one failing panel leaves the others, says why, and can be tried again", async () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Panel title="First">
        <Reading />
      </Panel>
      <Panel title="Second">
        <p>still here</p>
      </Panel>
    </QueryClientProvider>,
  );
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("The server is busy.");
  expect(alert.textContent).toContain("trace-1");
  expect(screen.getByText("still here")).toBeTruthy();
  works = true;
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("what was read")).toBeTruthy();
});
