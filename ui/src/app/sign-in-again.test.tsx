import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it } from "vitest";
import type { Schemas } from "@/lib/api/client";
import { sessionQuery } from "@/lib/api/queries";
import { askToSignIn } from "@/lib/ended-session";
import { aServer } from "@/lib/fake-server";
import { welcome } from "@/lib/texts/shell";
import { hasUnsaved } from "@/lib/unsaved";
import { Form } from "@/ui/form";
import { SessionEnded } from "./session-ended";

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function open(this: HTMLDialogElement) {
    this.open = true;
  };
});

function aPage() {
  const client = new QueryClient();
  const session: Schemas["SessionView"] = { id: "usr_1", name: "ada@example.com", role: "editor", csrf_token: "ended" };
  client.setQueryData(sessionQuery.queryKey, session);
  const save = { mutate: () => {}, isPending: false, error: null };
  return render(
    <QueryClientProvider client={client}>
      <Form save={save} action="Keep it">
        <input aria-label="Draft" />
      </Form>
      <SessionEnded />
    </QueryClientProvider>,
  );
}

it("what was typed counts as unsaved until the form is gone", async () => {
  const { unmount } = aPage();
  expect(hasUnsaved()).toBe(false);
  await userEvent.type(screen.getByLabelText("Draft"), "half a thought");
  expect(hasUnsaved()).toBe(true);
  unmount();
  expect(hasUnsaved()).toBe(false);
});

it("signing in again leaves the screen as it is and lets what waited go on", async () => {
  const server = aServer().on("POST /api/v1/session", {
    body: { id: "usr_1", name: "ada@example.com", role: "editor", csrf_token: "begun" },
  });
  aPage();
  await userEvent.type(screen.getByLabelText("Draft"), "half a thought");
  const first = askToSignIn();
  const second = askToSignIn();
  await userEvent.type(await screen.findByLabelText(welcome.password, {}, { timeout: 5000 }), "correct horse battery");
  await userEvent.click(screen.getByRole("button", { name: welcome.signIn }));
  expect(await first).toBe(true);
  expect(await second).toBe(true);
  expect(JSON.parse(server.last.body)).toEqual({ email: "ada@example.com", password: "correct horse battery" });
  expect(screen.queryByLabelText(welcome.password)).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>("Draft").value).toBe("half a thought");
});
