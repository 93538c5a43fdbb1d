import { describe, expect, it } from "vitest";
import { asProblem, Problem, problemOf } from "./problem";

describe("problems", () => {
  it("keep the server's code, sentence, places and trace", () => {
    const problem = problemOf(422, {
      code: "workflow_invalid",
      detail: "There is one problem.",
      errors: [{ path: "steps[0].action", line: 7, column: 13, message: "There is no such action." }, "junk"],
      trace: "abc",
    });
    expect(problem).toMatchObject({
      status: 422,
      code: "workflow_invalid",
      message: "There is one problem.",
      trace: "abc",
    });
    expect(problem.items).toEqual([
      { path: "steps[0].action", line: 7, column: 13, message: "There is no such action." },
    ]);
  });

  it("say something useful about an answer that is no problem document", () => {
    expect(problemOf(502, "<html>").message).toContain("502");
    expect(problemOf(500, undefined).code).toBe("unexpected");
  });

  it("know which may pass, and when", () => {
    expect(problemOf(503, {}, "7")).toMatchObject({ passing: true, retryAfterSeconds: 7 });
    expect(problemOf(503, {}, "Wed, 21 Oct 2026 07:28:00 GMT").retryAfterSeconds).toBeNull();
    expect(problemOf(422, {}).passing).toBe(false);
  });

  it("tell an unreachable server from a broken page", () => {
    expect(asProblem(new TypeError("Failed to fetch")).code).toBe("unreachable");
    expect(asProblem(new Error("x is undefined"))).toMatchObject({ code: "broken", message: "x is undefined" });
    const problem = new Problem(404, "not_found", "There is none.");
    expect(asProblem(problem)).toBe(problem);
  });
});
