import { describe, expect, it } from "vitest";
import { freeId } from "./free-id";

describe("a free id", () => {
  it("is the one that is wanted when nobody has it", () => {
    expect(freeId("send-a-request", new Set(["send"]))).toBe("send-a-request");
  });

  it("is numbered when it is taken, past the numbers that are taken too", () => {
    expect(freeId("send", new Set(["send", "send-2", "send-4"]))).toBe("send-3");
  });

  it("never gets longer than an id may be", () => {
    const long = "a".repeat(64);
    expect(freeId(long, new Set([long]))).toBe(`${"a".repeat(62)}-2`);
  });
});
