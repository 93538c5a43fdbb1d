import { answer, api, type Schemas } from "@/lib/api/client";
import type { ExecutionFilter } from "@/lib/api/queries";
import { usePortions } from "@/lib/use-portions";

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

/** Runs a change portion by portion. */
export function useBulkRun(project: string, wish: Wish) {
  const run = usePortions<Progress>({
    over: (at) => at.cursor === null,
    next: async (at) => {
      const portion = await answer(
        api.POST("/api/v1/projects/{project}/executions/bulk", {
          params: { path: { project } },
          body: { ...wish, cursor: at.cursor as string },
        }),
      );
      return {
        done: at.done + portion.done.length,
        refused: [...at.refused, ...portion.refused],
        cursor: portion.next,
      };
    },
    changes: ["executions", project],
  });
  return { ...run, begin: (cursor: string) => run.begin({ done: 0, refused: [], cursor }) };
}
