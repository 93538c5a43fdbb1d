import { useSyncExternalStore } from "react";
import { chooseZone, type ZoneChoice } from "./time";

/** What a person has chosen for this browser. It is kept here and never sent anywhere. */
export interface Preferences {
  theme: "system" | "light" | "dark";
  contrast: "system" | "more";
  density: "comfortable" | "compact";
  zone: ZoneChoice;
  /** Whether keys without a modifier, such as `g` then `e`, do something. */
  plainKeys: boolean;
  project: string;
}

const key = "millrace.preferences";

const defaults: Preferences = {
  theme: "system",
  contrast: "system",
  density: "comfortable",
  zone: "local",
  plainKeys: true,
  project: "default",
};

function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return { ...defaults, ...(typeof stored === "object" ? stored : {}) };
  } catch {
    return defaults;
  }
}

/** What the system wishes; absent where there is no screen. */
const wished = window.matchMedia?.("(prefers-contrast: more)");

let current = read();
const listeners = new Set<() => void>();

function apply(preferences: Preferences): void {
  const { dataset } = document.documentElement;
  set(dataset, "theme", preferences.theme === "system" ? null : preferences.theme);
  set(dataset, "contrast", preferences.contrast === "more" || wished?.matches ? "more" : null);
  set(dataset, "density", preferences.density === "comfortable" ? null : preferences.density);
  chooseZone(preferences.zone);
}

function set(dataset: DOMStringMap, name: string, value: string | null): void {
  if (value === null) delete dataset[name];
  else dataset[name] = value;
}

apply(current);
wished?.addEventListener("change", () => apply(current));

export function preferences(): Preferences {
  return current;
}

export function changePreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  apply(current);
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // Storage may be full or forbidden; the choice then lasts until the page is left.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}
