import { answer, api, type Schemas } from "./api/client";

/** How long a test waits for the end before it only gives the execution's id. */
const longestWait = "PT20S";

export type ActionOutcome = { ended: Schemas["ExecutionView"] } | { started: string };

/** Runs one action for real and waits a little for its end. */
export async function runAction(
  project: string,
  action: string,
  connection: string,
  input: unknown,
): Promise<ActionOutcome> {
  const result = await answer<Schemas["ExecutionView"] | Schemas["StartedView"]>(
    api.POST("/api/v1/projects/{project}/actions/{action}/executions", {
      params: { path: { project, action }, query: { wait: longestWait } },
      body: { connection: connection === "" ? null : connection, input },
    }),
  );
  return "steps" in result ? { ended: result } : { started: result.id };
}
