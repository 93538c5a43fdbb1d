import { describe, expect, it } from "vitest";
import { emailProblem, passwordProblem } from "./credentials";
import { welcome } from "./texts/shell";

describe("an e-mail address", () => {
  it.each(["ada@example.com", " ada@mail.example.org ", "ä@bücher.example"])("is %j", (text) => {
    expect(emailProblem(text)).toBeNull();
  });

  it.each(["a@b", "ada", "ada@", "@example.com", "a b@example.com", "a@example.", "a@.com", `${"a".repeat(250)}@b.de`])(
    "is not %j",
    (text) => {
      expect(emailProblem(text)).toBe(welcome.emailWrong);
    },
  );

  it("that is not there is asked for", () => {
    expect(emailProblem("  ")).toBe(welcome.emailMissing);
  });
});

describe("a password", () => {
  it("has 12 characters when it is chosen, of whatever kind", () => {
    expect(passwordProblem("eleven long", true)).toBe(welcome.passwordShort);
    expect(passwordProblem("twelve chars", true)).toBeNull();
    expect(passwordProblem("", true)).toBe(welcome.passwordToChoose);
  });

  it("that exists is taken as it is", () => {
    expect(passwordProblem("short", false)).toBeNull();
    expect(passwordProblem("", false)).toBe(welcome.passwordMissing);
  });
});
