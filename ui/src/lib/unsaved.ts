import { useEffect } from "react";

/** What has been typed on this page and is stored nowhere yet. */
const holders = new Set<object>();

export function hasUnsaved(): boolean {
  return holders.size > 0;
}

/** Tells everybody who would throw the screen away that something on it would be lost. */
export function useUnsaved(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const holder = {};
    holders.add(holder);
    return () => {
      holders.delete(holder);
    };
  }, [dirty]);
}
