import { lazy, Suspense } from "react";
import { useAskedToSignIn } from "@/lib/ended-session";

// Seldom needed, and a form is heavier than the frame.
const SignInAgain = lazy(() => import("./sign-in-again").then((module) => ({ default: module.SignInAgain })));

/** Over whatever is on the screen once its session has ended: what was typed waits for another. */
export function SessionEnded() {
  const asked = useAskedToSignIn();
  return asked ? (
    <Suspense>
      <SignInAgain />
    </Suspense>
  ) : null;
}
