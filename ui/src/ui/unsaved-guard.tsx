import { type ShouldBlockFn, useBlocker } from "@tanstack/react-router";
import { common } from "@/lib/texts/common";
import { useUnsaved } from "@/lib/unsaved";
import { Confirm } from "./dialog";

interface UnsavedGuardProps {
  dirty: boolean;
  /** Whether going somewhere throws away what was typed; any other screen does. */
  leaves?: ShouldBlockFn;
}

const toAnotherScreen: ShouldBlockFn = ({ current, next }) => current.pathname !== next.pathname;

/** Asks before what was typed is lost: in a dialog for ways within the product, by the browser for ways out of it. */
export function UnsavedGuard({ dirty, leaves = toAnotherScreen }: UnsavedGuardProps) {
  useUnsaved(dirty);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: (ways) => dirty && leaves(ways),
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return (
    <Confirm
      open={status === "blocked"}
      title={common.leaveTitle}
      action={common.leave}
      keep={common.stay}
      onClose={() => reset?.()}
      onConfirm={() => proceed?.()}
    >
      <p>{common.leaveText}</p>
    </Confirm>
  );
}
