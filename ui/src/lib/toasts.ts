/** Short messages about something that has just been done. Errors that need reading stay where they happened instead. */
export interface Toast {
  id: number;
  tone: "success" | "danger";
  text: string;
}

const shownFor = 6000;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

export function toast(text: string, tone: Toast["tone"] = "success"): void {
  const id = nextId++;
  change([...toasts.slice(-3), { id, tone, text }]);
  setTimeout(() => dismissToast(id), shownFor);
}

export function dismissToast(id: number): void {
  change(toasts.filter((each) => each.id !== id));
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
