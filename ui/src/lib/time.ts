/**
 * The one place that turns instants into words. Every absolute time names its zone; the zone is the browser's unless the
 * person has chosen UTC.
 */
const language = "en-GB";

export type ZoneChoice = "local" | "utc";

let choice: ZoneChoice = "local";

export function chooseZone(zone: ZoneChoice): void {
  choice = zone;
}

function timeZone(): string {
  return choice === "utc" ? "UTC" : Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([zone, options]);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
}

const full: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
};

/** `22 Nov 2026, 18:04:05 UTC`. A text that is no instant is given back as it is. */
export function instant(iso: string, zone: string = timeZone()): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return format(zone, full).format(date);
}

/** For lists: without the year when it is this one, still with the zone. `22 Nov, 18:04:05 UTC` */
export function shortInstant(iso: string, now: Date = new Date(), zone: string = timeZone()): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  if (format(zone, { year: "numeric" }).format(date) !== format(zone, { year: "numeric" }).format(now)) {
    return instant(iso, zone);
  }
  const { year: _, ...rest } = full;
  return format(zone, rest).format(date);
}

/** `18:04 UTC`, where the day is said beside it. */
export function clock(iso: string, zone: string = timeZone()): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" }).format(date);
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

const relativeFormat = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });

/** `3 min. ago`, `in 2 hr.`, `now`. Beyond 30 days the date is clearer: then null. */
export function relative(iso: string, now: Date = new Date()): string | null {
  const difference = new Date(iso).getTime() - now.getTime();
  if (Number.isNaN(difference) || Math.abs(difference) > 30 * 86_400_000) return null;
  for (const [unit, length] of steps) {
    if (Math.abs(difference) >= length) return relativeFormat.format(Math.trunc(difference / length), unit);
  }
  return relativeFormat.format(0, "second");
}

/** Milliseconds between two instants, never negative; null when either is missing or unreadable. */
export function elapsed(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const difference = new Date(to).getTime() - new Date(from).getTime();
  return Number.isNaN(difference) ? null : Math.max(0, difference);
}

/** `12 ms`, `1.4 s`, `2 min 5 s`, `3 h 20 min`, `2 d 4 h`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${(Math.floor(seconds * 10) / 10).toFixed(1)} s`;
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const whole = Math.floor(seconds);
  if (whole < 3600) return join(Math.floor(whole / 60), "min", whole % 60, "s");
  if (whole < 86_400) return join(Math.floor(whole / 3600), "h", Math.floor((whole % 3600) / 60), "min");
  return join(Math.floor(whole / 86_400), "d", Math.floor((whole % 86_400) / 3600), "h");
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

const hour = 3_600_000;

/**
 * The first instant of today in the chosen zone, for filters such as `from`. A day may have 23 or 25 hours, and where clocks
 * turn at midnight it may begin at one o'clock or have two midnights, so the zone is asked for its offset on either side.
 */
export function startOfToday(now: Date = new Date(), zone: string = timeZone()): string {
  const today = wallClock(now.getTime(), zone);
  const midnight = today - modulo(today, 24 * hour);
  const offsets = [midnight - 24 * hour, midnight + 24 * hour].map((near) => wallClock(near, zone) - near);
  const starts = offsets
    .map((offset) => midnight - offset)
    .filter((start) => wallClock(start, zone) >= midnight)
    .sort((one, other) => one - other);
  return new Date(starts[0] ?? midnight).toISOString();
}

/** The first instant of the day after one that begins at an instant. */
export function endOfDay(start: string, zone: string = timeZone()): string {
  // A day and a half after the beginning of a day is the next day, however long either of them is.
  return startOfToday(new Date(Date.parse(start) + 36 * hour), zone);
}

/** The zone itself where this browser knows it, else UTC. */
export function knownZone(zone: string): string {
  try {
    format(zone, { year: "numeric" });
    return zone;
  } catch {
    return "UTC";
  }
}

/** What the clocks of a zone show at an instant, to the minute, as date fields take it: `2027-01-04T08:00`. */
export function localTime(at: number, zone: string): string {
  return new Date(wallClock(at, zone)).toISOString().slice(0, 16);
}

/**
 * The instant at which the clocks of a zone show a time such as `2027-01-04T08:00`: the first one when they show it twice, and
 * when they never do, as much after the gap as the time lies in it. Null for what is no time.
 */
export function instantAt(local: string, zone: string): string | null {
  const shown = Date.parse(`${local}Z`);
  if (!/^\d{4}-/.test(local) || Number.isNaN(shown)) return null;
  const candidates = [shown - 24 * hour, shown + 24 * hour]
    .map((near) => shown - (wallClock(near, zone) - near))
    .sort((one, other) => one - other);
  const found = candidates.find((candidate) => wallClock(candidate, zone) === shown) ?? candidates.at(-1) ?? shown;
  return new Date(found).toISOString();
}

/** What the clocks of a zone show, as if it were UTC, in milliseconds. */
function wallClock(at: number, zone: string): number {
  const parts = format(zone, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const seconds = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return seconds + modulo(at, 1000);
}

/** Never negative, also before 1970. */
function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
