import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chooseZone } from "@/lib/time";
import { filtersSet } from "./filters";

beforeEach(() => chooseZone("utc"));
afterEach(() => chooseZone("local"));

describe("the filters of a list of executions", () => {
  it("are named as they stand above it, with what they are set to", () => {
    expect(
      filtersSet({ tag: "orders", status: "failed", q: "refused", from: "2024-11-22T18:04:05Z", connection: "mail" }),
    ).toEqual([
      ["Search", "refused"],
      ["Status", "failed"],
      ["Since", "22 Nov 2024, 18:04:05 UTC"],
      ["Connection", "mail"],
      ["Tag", "orders"],
    ]);
  });

  it("include all that have not ended, and nothing that is not set", () => {
    expect(filtersSet({ unfinished: true })).toEqual([["Status", "not ended"]]);
    expect(filtersSet({})).toEqual([]);
  });
});
