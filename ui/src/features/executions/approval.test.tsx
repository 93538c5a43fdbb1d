import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { StepDetail } from "@/lib/execution";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { Approval } from "./approval";

const path = "/api/v1/projects/shop/executions/exe_1/steps/ask";

let server: FakeServer;

beforeEach(() => {
  server = aServer()
    .on(`POST ${path}/approve`, { status: 202, body: { id: "exe_1", status: "running" } })
    .on(`POST ${path}/reject`, { status: 202, body: { id: "exe_1", status: "running" } });
});

function asking(roles: string[] = [], part: Partial<StepDetail> = {}): StepDetail {
  return {
    id: "ask",
    kind: "approval",
    status: "waiting",
    next_at: null,
    child: null,
    items: null,
    output: null,
    attempts: [
      {
        number: 1,
        decision: "wait",
        next_at: "2026-11-25T09:00:00Z",
        input: { title: "Refund 40 EUR?", details: "For **Ada**", roles },
      },
    ],
    ...part,
  } as StepDetail;
}

function show(step: StepDetail, role: string) {
  server.on("GET /api/v1/session", { body: { id: "usr_1", name: "Ada", role } });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Approval project="shop" execution="exe_1" step={step} />
    </QueryClientProvider>,
  );
}

async function answer(word: "Approve" | "Reject") {
  await userEvent.click(await screen.findByRole("button", { name: word }));
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: word }));
}

describe("an approval", () => {
  it("shows what is asked, whom and until when, and is approved with a note", async () => {
    show(asking(["editor", "owner"]), "editor");
    await userEvent.type(await screen.findByLabelText(/Note/), " It is right. ");
    expect(screen.getByText("Refund 40 EUR?")).toBeTruthy();
    expect(screen.getByText("Ada").tagName).toBe("STRONG");
    expect(screen.getByText("editors and owners")).toBeTruthy();
    expect(screen.getByText(/25 Nov 2026/)).toBeTruthy();
    await answer("Approve");
    await expect.poll(() => server.asked.find((asked) => asked.path === `${path}/approve`)?.body).toBeTruthy();
    expect(JSON.parse(server.asked.find((asked) => asked.method === "POST")?.body ?? "")).toEqual({
      note: "It is right.",
    });
  });

  it("is rejected without a note, and not before it is meant", async () => {
    show(asking(), "operator");
    await userEvent.click(await screen.findByRole("button", { name: "Reject" }));
    await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Cancel" }));
    expect(server.asked.every((asked) => asked.method === "GET")).toBe(true);
    await answer("Reject");
    await expect.poll(() => server.asked.find((asked) => asked.method === "POST")?.path).toBe(`${path}/reject`);
    expect(server.asked.find((asked) => asked.method === "POST")?.body).toBe("{}");
  });

  it("takes no longer note than the server does", async () => {
    show(asking(), "operator");
    expect(await screen.findByLabelText(/Note/)).toHaveProperty("maxLength", 2000);
  });

  it("tells whoever comes second that another was first", async () => {
    show(asking(), "operator");
    server.on(`POST ${path}/approve`, {
      status: 409,
      body: { code: "illegal_transition", detail: "It is succeeded.", status: 409 },
    });
    await answer("Approve");
    expect((await screen.findByRole("alert")).textContent).toMatch(/Somebody else was first/);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("shows which roles may when the server refuses", async () => {
    show(asking(), "operator");
    const detail = "The step 'ask' is answered by people of the role owner; yours is operator.";
    server.on(`POST ${path}/reject`, { status: 403, body: { code: "forbidden", detail, status: 403 } });
    await answer("Reject");
    expect(await screen.findByText(detail)).toBeTruthy();
  });

  it.each([
    ["viewer", []],
    ["operator", ["owner"]],
  ])("has no buttons for a %s who may not answer, and says why", async (role, roles) => {
    show(asking(roles), role);
    expect(await screen.findByText(new RegExp(`Your role is ${role}`))).toBeTruthy();
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("shows who said what and why once it is answered, also when it was rejected", async () => {
    const output = { approved: false, by: "Grace", at: "2026-11-23T10:00:00Z", note: "Too much." };
    show(asking([], { status: "failed", output }), "owner");
    expect(screen.getByText("Rejected by Grace")).toBeTruthy();
    expect(screen.getByText(/23 Nov 2026/)).toBeTruthy();
    expect(screen.getByText("Too much.")).toBeTruthy();
    expect(screen.queryByRole("button")).toBeNull();
  });
});
