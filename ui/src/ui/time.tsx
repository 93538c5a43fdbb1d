import { useEffect, useState, useSyncExternalStore } from "react";
import { usePreferences } from "@/lib/preferences";
import { instant, relative, shortInstant } from "@/lib/time";

/** One clock for all relative times on the page; it moves every ten seconds and rests in a hidden tab. */
let now = new Date();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    if (document.hidden) return;
    now = new Date();
    for (const each of listeners) each();
  }, 10_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}

/** A clock of seconds for what is going on now; it stands still while `active` is false. */
export function useSeconds(active: boolean): Date {
  const [at, setAt] = useState(() => new Date());
  useEffect(() => {
    if (!active) return;
    const ticking = setInterval(() => setAt(new Date()), 1000);
    return () => clearInterval(ticking);
  }, [active]);
  return at;
}

/** An instant with its zone; `ago` shows how far away it is, with the instant on hover. */
export function Time({ value, look = "short" }: { value: string; look?: "short" | "full" | "ago" }) {
  usePreferences();
  const at = useNow();
  const full = instant(value);
  const ago = relative(value, at);
  const text = look === "full" ? full : look === "ago" && ago !== null ? ago : shortInstant(value, at);
  return (
    <time dateTime={value} title={text === full ? (ago ?? undefined) : full} className="numbers">
      {text}
    </time>
  );
}
