import { Link } from "@tanstack/react-router";
import { failureOf } from "@/lib/execution";
import type { ActionOutcome } from "@/lib/run-action";
import { tools as texts } from "@/lib/texts/connections";
import { StatusBadge } from "./badge";
import { JsonView } from "./json-view";
import { Notice } from "./states";

/** What came of an action that was run to try it. */
export function ActionOutcomeView({ project, outcome }: { project: string; outcome: ActionOutcome }) {
  const id = "ended" in outcome ? outcome.ended.id : outcome.started;
  const link = (
    <Link to="/p/$project/executions/$execution" params={{ project, execution: id }}>
      {texts.openExecution}
    </Link>
  );
  if (!("ended" in outcome)) {
    return (
      <Notice>
        {texts.stillRunning} {link}
      </Notice>
    );
  }
  const { ended } = outcome;
  const failure = failureOf(ended.failure);
  return (
    <div className="stack" role="status">
      <div className="row apart">
        <StatusBadge status={ended.status} />
        {link}
      </div>
      {failure && <Notice tone="danger">{failure.message}</Notice>}
      {ended.status === "succeeded" && <JsonView value={ended.steps[0]?.output} label={texts.output} />}
    </div>
  );
}
