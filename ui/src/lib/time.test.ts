import { describe, expect, it } from "vitest";
import {
  clock,
  duration,
  elapsed,
  endOfDay,
  instant,
  instantAt,
  knownZone,
  localTime,
  relative,
  shortInstant,
  startOfToday,
} from "./time";

const at = "2026-11-22T18:04:05.120Z";

describe("instants", () => {
  it("name their zone", () => {
    expect(instant(at, "UTC")).toBe("22 Nov 2026, 18:04:05 UTC");
    expect(instant(at, "Asia/Tokyo")).toMatch(/^23 Nov 2026, 03:04:05 GMT\+9$/);
  });

  it("leave out the year only when it is this one", () => {
    expect(shortInstant(at, new Date("2026-12-31T00:00:00Z"), "UTC")).toBe("22 Nov, 18:04:05 UTC");
    expect(clock(at, "UTC")).toBe("18:04 UTC");
    expect(clock("soon")).toBe("soon");
    expect(shortInstant(at, new Date("2027-01-01T00:00:00Z"), "UTC")).toBe("22 Nov 2026, 18:04:05 UTC");
  });

  it("judge the year in the shown zone", () => {
    const newYear = "2026-12-31T20:00:00Z";
    expect(shortInstant(newYear, new Date("2027-06-01T00:00:00Z"), "Asia/Tokyo")).not.toContain("2027");
  });

  it("give back what is no instant", () => {
    expect(instant("soon", "UTC")).toBe("soon");
    expect(shortInstant("soon", new Date(at), "UTC")).toBe("soon");
  });
});

describe("distances", () => {
  const now = new Date("2026-11-22T18:04:05Z");
  it.each([
    ["2026-11-22T18:04:05Z", "now"],
    ["2026-11-22T18:03:05Z", "1 min. ago"],
    ["2026-11-22T20:04:05Z", "in 2 hr."],
    ["2026-11-21T18:04:05Z", "yesterday"],
  ])("of %s are said as %s", (iso, said) => {
    expect(relative(iso, now)).toBe(said);
  });

  it("beyond a month have no words", () => {
    expect(relative("2026-10-01T00:00:00Z", now)).toBeNull();
    expect(relative("no time", now)).toBeNull();
  });
});

describe("durations", () => {
  it.each([
    [0, "0 ms"],
    [999, "999 ms"],
    [1400, "1.4 s"],
    [9999, "9.9 s"],
    [59_999, "59 s"],
    [125_000, "2 min 5 s"],
    [3_600_000, "1 h"],
    [12_000_000, "3 h 20 min"],
    [187_200_000, "2 d 4 h"],
  ])("of %i ms read %s", (milliseconds, said) => {
    expect(duration(milliseconds)).toBe(said);
  });

  it("are never negative, and unknown without both ends", () => {
    expect(elapsed("2026-11-22T18:00:01Z", "2026-11-22T18:00:00Z")).toBe(0);
    expect(elapsed(at, null)).toBeNull();
    expect(elapsed("x", at)).toBeNull();
  });
});

describe("today", () => {
  it("begins at midnight of the zone", () => {
    expect(startOfToday(new Date("2026-11-22T18:04:05.120Z"), "UTC")).toBe("2026-11-22T00:00:00.000Z");
    expect(startOfToday(new Date("2026-11-22T18:04:05.120Z"), "Asia/Tokyo")).toBe("2026-11-22T15:00:00.000Z");
  });

  it("has 24 hours on most days", () => {
    expect(endOfDay("2026-11-22T23:00:00.000Z", "Europe/Berlin")).toBe("2026-11-23T23:00:00.000Z");
    expect(endOfDay("2026-11-22T00:00:00.000Z", "UTC")).toBe("2026-11-23T00:00:00.000Z");
  });

  it.each([
    ["Europe/Berlin", "forward", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z", 23],
    ["Europe/Berlin", "back", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z", 25],
    ["America/New_York", "forward", "2026-03-08T05:00:00.000Z", "2026-03-09T04:00:00.000Z", 23],
    ["America/New_York", "back", "2026-11-01T04:00:00.000Z", "2026-11-02T05:00:00.000Z", 25],
    ["Australia/Lord_Howe", "back by half an hour", "2026-04-04T13:00:00.000Z", "2026-04-05T13:30:00.000Z", 24.5],
    ["America/Santiago", "forward at midnight", "2026-09-06T04:00:00.000Z", "2026-09-07T03:00:00.000Z", 23],
    ["America/Santiago", "back at midnight", "2026-04-04T03:00:00.000Z", "2026-04-05T04:00:00.000Z", 25],
    ["America/Havana", "back to midnight", "2026-11-01T04:00:00.000Z", "2026-11-02T05:00:00.000Z", 25],
  ])("is as long as the clocks of %s make it when they go %s", (zone, _, start, end, hours) => {
    const from = Date.parse(start);
    const to = Date.parse(end);
    expect((to - from) / 3_600_000).toBe(hours);
    for (const at of [from, from + 1, from + 5_400_000, (from + to) / 2, to - 1]) {
      expect(startOfToday(new Date(at), zone)).toBe(start);
    }
    expect(startOfToday(new Date(from - 1), zone)).not.toBe(start);
    expect(startOfToday(new Date(to), zone)).toBe(end);
    expect(endOfDay(start, zone)).toBe(end);
  });
});

describe("times of a zone, as a person types them", () => {
  it("become the instant at which its clocks show them, and back", () => {
    expect(instantAt("2027-01-04T08:00", "Europe/Berlin")).toBe("2027-01-04T07:00:00.000Z");
    expect(instantAt("2027-07-04T08:00", "Europe/Berlin")).toBe("2027-07-04T06:00:00.000Z");
    expect(localTime(Date.parse("2027-07-04T06:00:59Z"), "Europe/Berlin")).toBe("2027-07-04T08:00");
  });

  it("that there are twice mean the first, and that there are not come after the gap", () => {
    expect(instantAt("2026-10-25T02:30", "Europe/Berlin")).toBe("2026-10-25T00:30:00.000Z");
    expect(instantAt("2027-03-28T02:30", "Europe/Berlin")).toBe("2027-03-28T01:30:00.000Z");
  });

  it("are none when something is missing", () => {
    expect(instantAt("", "UTC")).toBeNull();
    expect(instantAt("2027-13-40T08:00", "UTC")).toBeNull();
  });

  it("are in UTC where the browser does not know the zone", () => {
    expect(knownZone("Europe/Berlin")).toBe("Europe/Berlin");
    expect(knownZone("Mars/Olympus")).toBe("UTC");
  });
});
