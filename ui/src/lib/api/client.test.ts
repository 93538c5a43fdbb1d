import { beforeEach, describe, expect, it } from "vitest";
import { aServer, type FakeServer } from "@/lib/fake-server";
import { answer, answerWithTag, api, onSignedOut, type Problem, rememberCsrfToken } from "./client";
import { yamlBody } from "./yaml";

let server: FakeServer;

beforeEach(() => {
  server = aServer();
  rememberCsrfToken(null);
  onSignedOut(() => false);
});

const params = { path: { project: "default", workflow: "hello" } };

describe("the client", () => {
  it("shows the session's token with changes and with nothing else", async () => {
    server.on("GET /api/v1/setup", { body: { pending: false } }).on("DELETE /api/v1/session", { status: 204 });
    rememberCsrfToken("token-1");
    await answer(api.GET("/api/v1/setup"));
    expect(server.last.headers.get("X-CSRF-Token")).toBeNull();
    await answer(api.DELETE("/api/v1/session"));
    expect(server.last.headers.get("X-CSRF-Token")).toBe("token-1");
  });

  it("throws a refusal as a problem with the server's own words", async () => {
    server.on("GET /api/v1/setup", {
      status: 429,
      body: { code: "too_many_requests", detail: "Slow down.", trace: "t-1" },
      headers: { "Retry-After": "7" },
    });
    const problem = await answer(api.GET("/api/v1/setup")).catch((error: Problem) => error);
    expect(problem).toMatchObject({
      status: 429,
      code: "too_many_requests",
      message: "Slow down.",
      trace: "t-1",
      retryAfterSeconds: 7,
      passing: true,
    });
  });

  it("tells when the server no longer knows who asks", async () => {
    let told = 0;
    onSignedOut(() => {
      told++;
      return false;
    });
    server.on("GET /api/v1/tools", { status: 401, body: { code: "unauthenticated", detail: "Sign in." } });
    await expect(answer(api.GET("/api/v1/tools"))).rejects.toThrow("Sign in.");
    expect(told).toBe(1);
  });

  it("does not take a wrong password for a session that has ended", async () => {
    onSignedOut(() => {
      throw new Error("told");
    });
    server.on("POST /api/v1/session", { status: 401, body: { code: "unauthenticated", detail: "Wrong." } });
    const body = { email: "ada@example.com", password: "no" };
    await expect(answer(api.POST("/api/v1/session", { body }))).rejects.toThrow("Wrong.");
  });

  it("sends what was asked for again, under the new session, once there is one", async () => {
    const put = "PUT /api/v1/projects/default/workflows/hello";
    server.on(put, { status: 401, body: { code: "unauthenticated", detail: "Sign in." } });
    rememberCsrfToken("ended");
    const asked: boolean[] = [];
    onSignedOut(async (isChange) => {
      asked.push(isChange);
      rememberCsrfToken("begun");
      server.on(put, { body: { id: "hello" } });
      return true;
    });
    const text = "id: hello\n";
    const saved = await answer(
      api.PUT("/api/v1/projects/{project}/workflows/{workflow}", { params, ...yamlBody(text) }),
    );
    expect(saved).toEqual({ id: "hello" });
    expect(asked).toEqual([true]);
    expect(server.last.body).toBe(text);
    expect(server.last.headers.get("X-CSRF-Token")).toBe("begun");
  });

  it("says that no answer came when none came", async () => {
    server.on("GET /api/v1/setup", { status: 0 });
    await expect(answer(api.GET("/api/v1/setup"))).rejects.toThrow(TypeError);
  });

  it("gives the version of what was read, and sends a workflow's text as it is", async () => {
    server.on("PUT /api/v1/projects/default/workflows/hello", { body: { id: "hello" }, headers: { ETag: '"4"' } });
    const saved = await answerWithTag(
      api.PUT("/api/v1/projects/{project}/workflows/{workflow}", {
        params,
        ...yamlBody("id: hello\n", { "If-Match": '"3"' }),
      }),
    );
    expect(saved).toEqual({ data: { id: "hello" }, tag: '"4"' });
    expect(server.last.body).toBe("id: hello\n");
    expect(server.last.headers.get("Content-Type")).toBe("application/yaml");
    expect(server.last.headers.get("If-Match")).toBe('"3"');
  });
});
