import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, describe, expect, it } from "vitest";
import { workflowQuery } from "@/lib/api/queries";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { saveWorkflow, useSaveDraft, useValidation, useWorkflowCommand } from "./use-draft";

const path = "/api/v1/projects/shop/workflows";

let server: FakeServer;
let client: QueryClient;

beforeEach(() => {
  server = aServer();
  client = new QueryClient();
});

function wrapper({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

describe("a draft", () => {
  it("is judged by the server as it is, and what was found belongs to that text alone", async () => {
    const problem = { path: "steps", line: 2, column: 1, message: "No steps." };
    server.on(`POST ${path}/validate`, { body: { problems: [problem] } });
    const { result, rerender } = renderHook(({ text }) => useValidation("shop", text), {
      initialProps: { text: "id: a\n" },
    });
    expect(result.current).toBeNull();
    await waitFor(() => expect(result.current).toEqual([problem]));
    expect(server.last.body).toBe("id: a\n");
    rerender({ text: "id: b\n" });
    expect(result.current).toBeNull();
  });

  it("is saved over the version it was made from, and kept as it came back", async () => {
    server.on(`PUT ${path}/hello`, { body: { id: "hello", draft: "new" }, headers: { ETag: '"5"' } });
    const { result } = renderHook(() => useSaveDraft("shop", "hello"), { wrapper });
    await act(() => result.current.mutateAsync({ text: "id: hello\n", tag: '"4"' }));
    expect(server.last.headers.get("If-Match")).toBe('"4"');
    expect(client.getQueryData(workflowQuery("shop", "hello").queryKey)?.tag).toBe('"5"');
  });

  it("that is new never replaces another", async () => {
    server.on(`PUT ${path}/hello`, { status: 412, body: { code: "precondition_failed", detail: "It exists." } });
    await expect(saveWorkflow("shop", "hello", "id: hello\n", null, true)).rejects.toThrow("It exists.");
    expect(server.last.headers.get("If-None-Match")).toBe("*");
  });

  it("is published, enabled and disabled, and whatever shows it reads again", async () => {
    const { result } = renderHook(() => useWorkflowCommand("shop", "hello"), { wrapper });
    client.setQueryData(["workflows", "shop"], { pages: [] });
    for (const command of ["publish", "enable", "disable"] as const) {
      server.on(`POST ${path}/hello/${command}`, { body: { id: "hello" } });
      await act(() => result.current.mutateAsync(command));
      expect(server.last.path).toBe(`${path}/hello/${command}`);
      expect(client.getQueryState(["workflows", "shop"])?.isInvalidated).toBe(true);
    }
  });
});
