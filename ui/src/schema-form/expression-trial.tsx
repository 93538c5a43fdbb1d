import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { createContext, type ReactNode, useContext } from "react";
import { evaluate, sampleQuery } from "@/lib/sample";
import { errors } from "@/lib/texts/common";
import { forms } from "@/lib/texts/forms";
import { Button } from "@/ui/button";
import { ErrorText } from "@/ui/field";
import { JsonView } from "@/ui/json-view";
import { ProblemNotice } from "@/ui/states";
import { Time } from "@/ui/time";
import "./expression-trial.css";

interface Place {
  project: string;
  /** Whose newest execution gives the data; the project's newest event when absent. */
  workflow?: string;
}

const TrialPlace = createContext<Place | null>(null);

/** Lets people try the expressions of all fields within. */
export function ExpressionTrials({ children, ...place }: Place & { children: ReactNode }) {
  return <TrialPlace value={place}>{children}</TrialPlace>;
}

/** Shows what a text with expressions gives with data that really came. Nothing where expressions cannot be tried. */
export function ExpressionTrial({ text, label }: { text: string; label: string }) {
  const place = useContext(TrialPlace);
  return place && <Trial place={place} text={text} label={label} />;
}

function Trial({ place: { project, workflow }, text, label }: { place: Place; text: string; label: string }) {
  const queryClient = useQueryClient();
  const trial = useMutation({
    mutationFn: async (tried: string) => {
      const sample = await queryClient.fetchQuery(sampleQuery(project, workflow));
      return { tried, sample, result: await evaluate(project, tried, sample) };
    },
  });
  const { data } = trial;
  return (
    <div className="trial">
      <div className="row">
        <Button
          size="small"
          icon={<FlaskConical size={14} aria-hidden="true" />}
          aria-label={`${forms.tryIt}: ${label}`}
          busy={trial.isPending}
          disabled={text.trim() === ""}
          onClick={() => trial.mutate(text)}
        >
          {forms.tryIt}
        </Button>
        {data?.tried === text && (
          <span className="small faint">
            {data.sample.from ? (
              <>
                {forms.triedWith(data.sample.from.type)} <Time value={data.sample.from.time} look="ago" />
              </>
            ) : (
              forms.triedWithNothing
            )}
          </span>
        )}
      </div>
      <div aria-live="polite">
        {data?.tried === text && <Result result={data.result} label={label} />}
        <ProblemNotice error={trial.error} />
      </div>
    </div>
  );
}

function Result({ result, label }: { result: Awaited<ReturnType<typeof evaluate>>; label: string }) {
  if (result.problems.length === 0) return <JsonView value={result.value} label={`${forms.result}: ${label}`} />;
  return (
    <ul className="stack tight">
      {result.problems.map((problem) => (
        <li key={`${problem.line} ${problem.column} ${problem.message}`}>
          <ErrorText>
            {problem.line > 0 && errors.place(problem.line, problem.column)}
            {problem.message}
          </ErrorText>
        </li>
      ))}
    </ul>
  );
}
