import { useQuery } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/lib/api/client";
import { usePortions } from "@/lib/use-portions";

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

/** Runs the slots of a span portion by portion. */
export function useBackfill(key: ScheduleKey, to: string) {
  const run = usePortions<Progress>({
    over: (at) => at.next === null,
    next: async (at) => {
      const portion = await answer(
        api.POST("/api/v1/projects/{project}/workflows/{workflow}/triggers/{trigger}/backfill", {
          params: { path: { ...key } },
          body: { from: at.next as string, to },
        }),
      );
      return { ...at, fired: at.fired + portion.fired, next: portion.next };
    },
    changes: ["executions", key.project],
  });
  return {
    ...run,
    begin: (from: string) => run.begin({ fired: 0, next: from, begun: new Date().toISOString() }),
  };
}
