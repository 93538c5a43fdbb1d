import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { Problem } from "@/lib/api/problem";
import { aServer } from "@/lib/fake-server";
import { workflows as texts } from "@/lib/texts/workflows";
import { useNewId, WorkflowIdField } from "./workflow-id-field";

function IdOf({ name, error = null, tried }: { name: string; error?: unknown; tried?: string }) {
  return <WorkflowIdField newId={useNewId("shop", name)} error={error} tried={tried} />;
}

function show(element: React.ReactNode) {
  return render(<QueryClientProvider client={new QueryClient()}>{element}</QueryClientProvider>);
}

const input = () => screen.getByLabelText<HTMLInputElement>(/^Id/);

it("begins with an id that nobody has", async () => {
  aServer().on("GET /api/v1/projects/shop/workflows", { body: { items: [{ id: "send" }], next: null } });
  show(<IdOf name="Send" />);
  await expect.poll(() => input().value).toBe("send-2");
  expect(screen.queryByText(texts.idTaken)).toBeNull();
});

it("says that a typed id is taken, and offers a free one", async () => {
  aServer().on("GET /api/v1/projects/shop/workflows", { body: { items: [{ id: "send" }], next: null } });
  show(<IdOf name="" />);
  await userEvent.type(input(), "send");
  expect(await screen.findByText(texts.idTaken)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: texts.takeId("send-2") }));
  expect(input().value).toBe("send-2");
  expect(screen.queryByText(texts.idTaken)).toBeNull();
});

it("says so, too, when only the server knew", () => {
  aServer().on("GET /api/v1/projects/shop/workflows", { body: { items: [], next: null } });
  show(<IdOf name="Send" error={new Problem(412, "precondition_failed", "revision 1")} tried="send" />);
  expect(screen.getByText(texts.idTaken)).toBeTruthy();
});
