import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";
import type { ExecutionFilter } from "@/lib/api/queries";

export type Wish = Schemas["BulkCountInput"];
export type Operation = Wish["operation"];

const applies: Record<Operation, readonly Schemas["ExecutionItem"]["status"][]> = {
  cancel: ["queued", "running", "waiting"],
  restart: ["failed", "cancelled"],
  replay: ["succeeded", "failed", "cancelled"],
};

/** What can be done with the executions that a filter shows. */
export function operationsFor({ status, unfinished }: ExecutionFilter): Operation[] {
  if (unfinished) return ["cancel"];
  const all = Object.keys(applies) as Operation[];
  return status ? all.filter((operation) => applies[operation].includes(status)) : all;
}

export function wishOf(operation: Operation, version: "newest" | "same", filter: ExecutionFilter): Wish {
  const { q: _, unfinished: __, ...rest } = filter;
  return { operation, filter: rest, ...(operation === "replay" ? { version } : {}) };
}

/** How far a change has come. */
export interface Progress {
  done: number;
  refused: Schemas["BulkRefusalView"][];
  /** Where to go on; null at the end. */
  cursor: string | null;
}

/** Runs a change portion by portion, until it is done, stopped, or an answer does not arrive. */
export function useBulkRun(project: string, wish: Wish) {
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [stopping, setStopping] = useState(false);
  const stopped = useRef(false);
  const run = useMutation({
    mutationFn: async (from: Progress) => {
      let at = from;
      setProgress(at);
      while (at.cursor !== null && !stopped.current) {
        const portion = await answer(
          api.POST("/api/v1/projects/{project}/executions/bulk", {
            params: { path: { project } },
            body: { ...wish, cursor: at.cursor },
          }),
        );
        at = {
          done: at.done + portion.done.length,
          refused: [...at.refused, ...portion.refused],
          cursor: portion.next,
        };
        setProgress(at);
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["executions", project] }),
  });
  // Whoever leaves the screen stops it: nobody would see it go on.
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
    begin: (cursor: string) => go({ done: 0, refused: [], cursor }),
    goOn: () => progress && go(progress),
    stop: () => {
      stopped.current = true;
      setStopping(true);
    },
  };
}
