import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";

export type Span = Schemas["BackfillInput"];

export interface ScheduleKey {
  project: string;
  workflow: string;
  trigger: string;
}

/** How far a backfill has come. */
export interface Progress {
  fired: number;
  /** The time to go on from; null at the end. */
  next: string | null;
  /** When it began, by the clock of this browser. */
  begun: string;
}

/** Counted anew for every span and never taken from memory: the count says what will be run. Null while there is no span. */
export function useCount(key: ScheduleKey, span: Span | null) {
  return useQuery({
    queryKey: ["backfill", key, span],
    queryFn: () =>
      answer(
        api.POST("/api/v1/projects/{project}/workflows/{workflow}/triggers/{trigger}/backfill/count", {
          params: { path: { ...key } },
          body: span as Span,
        }),
      ),
    enabled: span !== null,
    retry: false,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** Runs the slots of a span portion by portion, until they are done, it is stopped, or an answer does not arrive. */
export function useBackfill(key: ScheduleKey, to: string) {
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [stopping, setStopping] = useState(false);
  const stopped = useRef(false);
  const run = useMutation({
    mutationFn: async (from: Progress) => {
      let at = from;
      setProgress(at);
      while (at.next !== null && !stopped.current) {
        const portion = await answer(
          api.POST("/api/v1/projects/{project}/workflows/{workflow}/triggers/{trigger}/backfill", {
            params: { path: { ...key } },
            body: { from: at.next, to },
          }),
        );
        at = { ...at, fired: at.fired + portion.fired, next: portion.next };
        setProgress(at);
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["executions", key.project] }),
  });
  // Whoever leaves stops it: nobody would see it go on.
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  function go(from: Progress) {
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
    begin: (from: string) => go({ fired: 0, next: from, begun: new Date().toISOString() }),
    goOn: () => progress && go(progress),
    stop: () => {
      stopped.current = true;
      setStopping(true);
    },
  };
}
