import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "./api/client";
import { executionQuery, type Page } from "./api/queries";

/** What an expression is tried with: an event that came, and what the steps of its execution gave. */
export interface Sample {
  event: Record<string, unknown>;
  steps: Record<string, unknown>;
  /** The event itself; null while nothing has come yet. */
  from: { id: string; type: string; time: string } | null;
}

const nothing: Sample = { event: { data: {} }, steps: {}, from: null };

/** The newest event of a workflow, or else of the project. */
export const sampleQuery = (project: string, workflow?: string) =>
  queryOptions({
    queryKey: ["events", project, "sample", workflow ?? null],
    queryFn: async ({ client }): Promise<Sample> => {
      const [ran] =
        workflow === undefined ? [] : await newest<Schemas["ExecutionItem"]>(executionsOf(project, workflow));
      if (ran) {
        const execution = await client.fetchQuery(executionQuery(project, ran.id));
        const steps = execution.steps.map(({ id, status, output, attempts }) => [
          id,
          { status, output, attempts: attempts.length },
        ]);
        return { ...(await eventSample(project, execution.event.id)), steps: Object.fromEntries(steps) };
      }
      const [event] = await newest<Schemas["EventItem"]>(eventsOf(project));
      return event ? eventSample(project, event.id) : nothing;
    },
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

async function eventSample(project: string, id: string): Promise<Sample> {
  const { type, source, time, data, headers } = await answer(
    api.GET("/api/v1/projects/{project}/events/{event}", { params: { path: { project, event: id } } }),
  );
  return { event: { id, type, source, time, data, headers }, steps: {}, from: { id, type, time } };
}

/** Asks the server what a text with `{{ }}`, or a bare expression, gives with a sample. */
export function evaluate(project: string, text: string, { event, steps }: Sample) {
  return answer(
    api.POST("/api/v1/projects/{project}/expressions/evaluate", {
      params: { path: { project } },
      body: text.includes("{{") ? { template: text, event, steps } : { expression: text, event, steps },
    }),
  );
}
