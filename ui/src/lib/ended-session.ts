import { useSyncExternalStore } from "react";

/** One question at a time: whoever finds the session ended waits for the same answer. */
interface Question {
  answer: Promise<boolean>;
  settle: (signedIn: boolean) => void;
}

let question: Question | null = null;
const listeners = new Set<() => void>();

function change(next: Question | null) {
  question = next;
  for (const listener of listeners) listener();
}

/** Asks the person to sign in again where they are. False when they would rather not. */
export function askToSignIn(): Promise<boolean> {
  if (question === null) {
    let settle: Question["settle"] = () => {};
    const answer = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    change({ answer, settle });
    return answer;
  }
  return question.answer;
}

export function settleSignIn(signedIn: boolean): void {
  const asked = question;
  change(null);
  asked?.settle(signedIn);
}

/** Whether the question is open. */
export function useAskedToSignIn(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => question !== null,
  );
}
