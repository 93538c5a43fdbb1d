import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

interface Work<P> {
  /** Does the next portion; gives how far it has come then. */
  next: (at: P) => Promise<P>;
  over: (at: P) => boolean;
  /** What is to be read again at its end, however it ends. */
  changes: QueryKey;
}

/** Does a long work portion by portion, until it is over, it is stopped, or an answer does not arrive. */
export function usePortions<P>({ next, over, changes }: Work<P>) {
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<P | null>(null);
  const [stopping, setStopping] = useState(false);
  const stopped = useRef(false);
  const run = useMutation({
    mutationFn: async (from: P) => {
      let at = from;
      setProgress(at);
      while (!over(at) && !stopped.current) {
        at = await next(at);
        setProgress(at);
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: changes }),
  });
  // Whoever leaves stops it: nobody would see it go on.
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  function begin(from: P) {
    if (run.isPending) return;
    stopped.current = false;
    setStopping(false);
    run.mutate(from);
  }
  return {
    progress,
    running: run.isPending,
    stopping,
    error: run.error,
    begin,
    goOn: () => progress !== null && begin(progress),
    stop: () => {
      stopped.current = true;
      setStopping(true);
    },
  };
}
