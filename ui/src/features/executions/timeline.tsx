import { getRouteApi, Link } from "@tanstack/react-router";
import { type ExecutionDetail, timeline } from "@/lib/execution";
import { done } from "@/lib/items";
import { executions as texts } from "@/lib/texts/executions";
import { items } from "@/lib/texts/items";
import { duration, elapsed } from "@/lib/time";
import { StatusBadge, statusTone } from "@/ui/badge";
import { kindName, StepIcon } from "@/ui/step-kind";
import { useSeconds } from "@/ui/time";

const route = getRouteApi("/shell/p/$project/executions/$execution");

/** The steps in their order, each with the time its attempts took within the whole. Choosing one opens it beside. */
export function Timeline({ execution }: { execution: ExecutionDetail }) {
  const { project } = route.useParams();
  const { step: chosen } = route.useSearch();
  const now = useSeconds(execution.finished_at === null);
  const ends = execution.steps.flatMap((step) => step.attempts.map((attempt) => Date.parse(attempt.finished_at)));
  const until = execution.finished_at ? Date.parse(execution.finished_at) : Math.max(now.getTime(), ...ends);
  const bars = timeline(execution, until);
  return (
    <ol className="timeline">
      {execution.steps.map((step) => {
        const first = step.attempts[0];
        const last = step.attempts.at(-1);
        const length = first && last ? elapsed(first.started_at, last.finished_at) : null;
        return (
          <li key={step.id}>
            <Link
              className="timeline-step"
              to="/p/$project/executions/$execution"
              params={{ project, execution: execution.id }}
              search={{ step: step.id }}
              replace
              aria-current={step.id === chosen ? "true" : undefined}
            >
              <span className="two-lines timeline-name">
                <span className="strong clip">{step.id}</span>
                <span className="small faint clip">
                  <StepIcon kind={step.kind} size={12} /> {step.action ?? kindName(step.kind)}
                  {step.on_failure && ` · ${texts.onFailure}`}
                </span>
              </span>
              <span className="timeline-track" aria-hidden="true">
                {bars
                  .filter((bar) => bar.step === step.id)
                  .map((bar, index) => (
                    <span
                      // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only ever added at the end
                      key={index}
                      className={`timeline-bar ${statusTone(bar.status)}`}
                      style={{ insetInlineStart: `${bar.start * 100}%`, width: `${bar.width * 100}%` }}
                    />
                  ))}
              </span>
              <span className="small muted numbers timeline-length">{length === null ? "" : duration(length)}</span>
              <span className="timeline-status">
                <StatusBadge status={step.status} />
                {step.items && (
                  <span className="small muted numbers">{items.doneOf(done(step.items), step.items.count)}</span>
                )}
              </span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
