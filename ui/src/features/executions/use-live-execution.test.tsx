import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { executionQuery } from "@/lib/api/queries";
import type { ExecutionDetail } from "@/lib/execution";
import { aServer } from "@/lib/fake-server";
import { useLiveExecution } from "./use-live-execution";

class FakeSource {
  static opened: FakeSource[] = [];
  readyState = 1;
  closed = false;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  private readonly listeners = new Map<string, (event: { data: string }) => void>();

  constructor(readonly url: string) {
    FakeSource.opened.push(this);
  }

  addEventListener(name: string, listener: (event: { data: string }) => void) {
    this.listeners.set(name, listener);
  }

  tell(name: string, data: unknown) {
    this.listeners.get(name)?.({ data: JSON.stringify(data) });
  }

  close() {
    this.closed = true;
  }
}

const { queryKey } = executionQuery("shop", "exe_1");
const started = {
  id: "exe_1",
  status: "running",
  steps: [{ id: "post", status: "running", attempts: [], output: null }],
} as unknown as ExecutionDetail;

let client: QueryClient;

beforeEach(() => {
  FakeSource.opened = [];
  vi.stubGlobal("EventSource", FakeSource);
  client = new QueryClient();
  client.setQueryData(queryKey, started);
});

afterEach(() => void vi.unstubAllGlobals());

function followed(ended = false) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const hook = renderHook(({ over }) => useLiveExecution("shop", "exe_1", over), {
    initialProps: { over: ended },
    wrapper,
  });
  return { ...hook, source: FakeSource.opened[0] };
}

it("what is told of an execution is taken into what is known of it", async () => {
  const { result, source, unmount } = followed();
  expect(source?.url).toBe("/api/v1/projects/shop/executions/exe_1/live");
  act(() => source?.onopen?.());
  expect(result.current).toBe(true);
  source?.tell("attempt", { step: "post", attempt: { number: 1, status: "succeeded", started_at: "a", output: 7 } });
  source?.tell("execution", {
    execution: { status: "succeeded" },
    steps: [{ id: "post", status: "succeeded", attempts: 1 }],
  });
  await waitFor(() =>
    expect(client.getQueryData(queryKey)).toMatchObject({
      status: "succeeded",
      steps: [{ id: "post", status: "succeeded", output: 7, attempts: [{ number: 1 }] }],
    }),
  );
  expect(client.getQueryState(queryKey)?.isInvalidated).toBe(false);
  unmount();
  expect(source?.closed).toBe(true);
});

it("an end, or a step that nobody knew of, is read anew", async () => {
  aServer();
  const { source } = followed();
  source?.tell("execution", { execution: {}, steps: [{ id: "tell", status: "ready", attempts: 0 }] });
  await waitFor(() => expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true));
  client.setQueryData(queryKey, started);
  source?.tell("end", {});
  await waitFor(() => expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true));
});

it("a try of a step that calls a workflow is read anew, as it may have started one", async () => {
  const { source } = followed();
  client.setQueryData(queryKey, {
    ...started,
    steps: started.steps.map((step) => ({ ...step, kind: "workflow" as const })),
  });
  source?.tell("attempt", { step: "post", attempt: { number: 1, status: "waiting", started_at: "a", output: null } });
  await waitFor(() => expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true));
});

it("an execution that has ended is not followed", () => {
  expect(followed(true).result.current).toBe(false);
  expect(FakeSource.opened).toEqual([]);
});
