import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { executionQuery } from "@/lib/api/queries";
import { serverUrl } from "@/lib/base-path";
import { type ExecutionDetail, type LiveAttempt, type LiveState, withAttempt, withState } from "@/lib/execution";
import { follow, type LiveMessage } from "@/lib/live";

/** Follows an execution until it ends and keeps what is known of it up to date. Says whether the stream is open. */
export function useLiveExecution(project: string, execution: string, ended: boolean): boolean {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (ended) return;
    const { queryKey } = executionQuery(project, execution);
    const stop = follow({
      url: serverUrl(
        `/api/v1/projects/${encodeURIComponent(project)}/executions/${encodeURIComponent(execution)}/live`,
      ),
      names: ["execution", "attempt", "end"],
      last: "end",
      onState: setOpen,
      onBatch: (messages) => {
        queryClient.setQueryData(queryKey, (known) => (known ? messages.reduce(apply, known) : known));
        if (messages.some((message) => message.name === "end" || tellsOfMore(message, known()))) {
          void queryClient.invalidateQueries({ queryKey });
        }
      },
    });
    function known() {
      return queryClient.getQueryData(queryKey);
    }
    return () => {
      stop();
      setOpen(false);
    };
  }, [queryClient, project, execution, ended]);
  return open && !ended;
}

function apply(known: ExecutionDetail, message: LiveMessage): ExecutionDetail {
  if (message.name === "execution") return withState(known, message.data as LiveState);
  if (message.name === "attempt") return withAttempt(known, message.data as LiveAttempt);
  return known;
}

/** Steps of `on_failure` appear only when they are needed, and what a step has called is told by the whole execution alone. */
function tellsOfMore(message: LiveMessage, known: ExecutionDetail | undefined): boolean {
  if (!known) return false;
  if (message.name === "attempt") {
    const { step } = message.data as LiveAttempt;
    return known.steps.some((each) => each.id === step && each.kind === "workflow");
  }
  if (message.name !== "execution") return false;
  const ids = new Set(known.steps.map((step) => step.id));
  return (message.data as LiveState).steps.some((step) => !ids.has(step.id));
}
