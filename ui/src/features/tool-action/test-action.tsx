import { useMutation, useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { asProblem } from "@/lib/api/problem";
import { type ActionOutcome, runAction } from "@/lib/run-action";
import { evaluateInput, nothing, sampleQuery } from "@/lib/sample";
import { toolAction as texts } from "@/lib/texts/tool-action";
import type { ActionInput } from "@/schema-form/action-form";
import { byPath } from "@/schema-form/model";
import { ActionOutcomeView } from "@/ui/action-outcome";
import { Button } from "@/ui/button";
import { ErrorText } from "@/ui/field";
import { ProblemNotice } from "@/ui/states";
import { Time } from "@/ui/time";
import { needsOf } from "./draft";

interface TestActionProps {
  project: string;
  action: string;
  value: ActionInput;
  /** Shows what is plainly missing; false when something is. */
  check: () => boolean;
  onProblems: (found: Map<string, string>) => void;
}

type Outcome = { ran: ActionOutcome } | { problems: readonly { path: string; message: string }[] };

/** Runs the action as it stands. Expressions get their values first, with the newest event as `event`. */
export function TestAction({ project, action, value, check, onProblems }: TestActionProps) {
  const needs = needsOf(value.input);
  const { data: newest, error: unread } = useQuery({ ...sampleQuery(project), enabled: needs.event });
  const sample = needs.event ? newest : nothing;
  const test = useMutation({
    mutationFn: async (): Promise<Outcome> => {
      if (!needs.expressions || !sample)
        return { ran: await runAction(project, action, value.connection, value.input) };
      const { value: input, problems } = await evaluateInput(project, value.input, sample);
      return problems.length > 0 ? { problems } : { ran: await runAction(project, action, value.connection, input) };
    },
    onSuccess: (outcome) => {
      if ("problems" in outcome) onProblems(byPath(outcome.problems, "input"));
    },
    onError: (error) => onProblems(byPath(asProblem(error).items, "input")),
  });
  if (needs.secrets) return <p className="hint">{texts.testWithSecrets}</p>;
  if (needs.event && newest?.from === null) return <p className="hint">{texts.testWithoutEvent}</p>;
  return (
    <div className="stack">
      <div className="row">
        <Button
          icon={<Play size={15} aria-hidden="true" />}
          busy={test.isPending}
          disabled={!sample}
          onClick={() => {
            if (check()) test.mutate();
          }}
        >
          {test.isPending ? texts.testing : texts.test}
        </Button>
        <span className="hint">
          {needs.event && newest?.from ? (
            <>
              {texts.testWithEvent(newest.from.type)} <Time value={newest.from.time} look="ago" />
            </>
          ) : (
            texts.testHint
          )}
        </span>
      </div>
      <ProblemNotice error={unread ?? test.error} />
      {test.data && <OutcomeView project={project} outcome={test.data} />}
    </div>
  );
}

function OutcomeView({ project, outcome }: { project: string; outcome: Outcome }) {
  if ("ran" in outcome) return <ActionOutcomeView project={project} outcome={outcome.ran} />;
  return (
    <ul className="stack tight" aria-label={texts.testProblems}>
      {outcome.problems.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <ErrorText>
            {path && <code>{path}</code>} {message}
          </ErrorText>
        </li>
      ))}
    </ul>
  );
}
