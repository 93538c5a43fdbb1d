import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "./api/client";
import { executionQuery, type Page } from "./api/queries";

/**
 * What an expression is tried with: an event that came, and what the steps of its execution gave. The server reads it
 * where it is stored, because it may be larger than a request.
 */
export interface Sample {
  stored: Pick<Schemas["EvaluationInput"], "event" | "sample_event" | "sample_execution">;
  /** The event itself; null while nothing has come yet. */
  from: { id: string; type: string; time: string } | null;
}

/** What there is while no event has come. */
export const nothing: Sample = { stored: { event: { data: {} } }, from: null };

/** The newest event of a workflow, or else of the project. */
export const sampleQuery = (project: string, workflow?: string) =>
  queryOptions({
    queryKey: ["events", project, "sample", workflow ?? null],
    queryFn: async ({ client }): Promise<Sample> => {
      const [ran] =
        workflow === undefined ? [] : await newest<Schemas["ExecutionItem"]>(executionsOf(project, workflow));
      if (ran) {
        const { event } = await client.fetchQuery(executionQuery(project, ran.id));
        return { stored: { sample_execution: ran.id }, from: event };
      }
      const [event] = await newest<Schemas["EventItem"]>(eventsOf(project));
      return event ? { stored: { sample_event: event.id }, from: event } : nothing;
    },
  });

/** What the newest event of a workflow brought; null when none has come. */
export const newestDataQuery = (project: string, workflow: string) =>
  queryOptions({
    queryKey: ["executions", project, "newest-data", workflow],
    queryFn: async ({ client }): Promise<{ data: unknown } | null> => {
      const [ran] = await newest<Schemas["ExecutionItem"]>(executionsOf(project, workflow));
      return ran ? { data: (await client.fetchQuery(executionQuery(project, ran.id))).event.data } : null;
    },
    staleTime: 0,
  });

function executionsOf(project: string, workflow: string) {
  const query = { workflow, limit: 1 };
  return answer(api.GET("/api/v1/projects/{project}/executions", { params: { path: { project }, query } }));
}

function eventsOf(project: string) {
  return answer(api.GET("/api/v1/projects/{project}/events", { params: { path: { project }, query: { limit: 1 } } }));
}

async function newest<Item>(page: Promise<Page<Item>>): Promise<Item[]> {
  return (await page).items;
}

/** Asks the server what a text with `{{ }}`, or a bare expression, gives with a sample. */
export function evaluate(project: string, text: string, sample: Sample) {
  return ask(project, text.includes("{{") ? { template: text } : { expression: text }, sample);
}

/** Asks the server what a whole input gives, whose texts may hold `{{ }}`. In the place of a secret stands a mask. */
export function evaluateInput(project: string, template: unknown, sample: Sample) {
  return ask(project, { template }, sample);
}

function ask(project: string, subject: { template: unknown } | { expression: string }, { stored }: Sample) {
  return answer(
    api.POST("/api/v1/projects/{project}/expressions/evaluate", {
      params: { path: { project } },
      body: { ...subject, ...stored },
    }),
  );
}
