import { getRouteApi, Link } from "@tanstack/react-router";
import { Clock } from "lucide-react";
import {
  type AttemptDetail,
  type Exchange,
  type ExecutionDetail,
  exchangesOf,
  type StepDetail,
  type StepKind,
} from "@/lib/execution";
import { executions as texts } from "@/lib/texts/executions";
import { duration, elapsed } from "@/lib/time";
import { StatusBadge } from "@/ui/badge";
import { JsonView } from "@/ui/json-view";
import { Panel } from "@/ui/panel";
import { Notice } from "@/ui/states";
import { kindName, StepIcon } from "@/ui/step-kind";
import { Time, useSeconds } from "@/ui/time";
import { Approval } from "./approval";
import { SettleStep } from "./settle-step";

const route = getRouteApi("/shell/p/$project/executions/$execution");

/** The step that a person most likely wants to see: the chosen one, else one that asks or failed, else the last. */
export function shownStep(execution: ExecutionDetail, chosen: string | undefined): StepDetail | undefined {
  return (
    execution.steps.find((step) => step.id === chosen) ??
    execution.steps.find((step) => step.status === "unknown") ??
    execution.steps.find((step) => step.status === "waiting" && step.kind === "approval") ??
    execution.steps.find((step) => step.status === "failed") ??
    execution.steps.findLast((step) => step.attempts.length > 0) ??
    execution.steps[0]
  );
}

export function StepInspector({ execution }: { execution: ExecutionDetail }) {
  const { project } = route.useParams();
  const search = route.useSearch();
  const step = shownStep(execution, search.step);
  if (!step) return <p className="muted">{texts.chooseStep}</p>;
  const counts = step.status === "retrying" || (step.status === "waiting" && step.kind === "wait");
  const next = counts ? (step.next_at ?? step.attempts.at(-1)?.next_at) : null;
  return (
    <div className="stack execution-step">
      {step.kind === "approval" && <Approval key={step.id} project={project} execution={execution.id} step={step} />}
      <Panel title={<code>{step.id}</code>} actions={<StatusBadge status={step.status} />}>
        <div className="stack">
          {next && <Next at={next} words={step.kind === "wait" ? waiting : trying} />}
          <p className="row muted">
            <StepIcon kind={step.kind} />
            {step.action ? <code>{step.action}</code> : kindName(step.kind)}
          </p>
          {step.connection && (
            <p className="muted">
              {texts.connection}:{" "}
              <Link to="/p/$project/connections/$connection" params={{ project, connection: step.connection }}>
                {step.connection}
              </Link>
            </p>
          )}
          <h3>{texts.output}</h3>
          <JsonView value={step.output} label={texts.output} />
        </div>
      </Panel>
      {step.status === "unknown" && (
        <SettleStep key={step.id} project={project} execution={execution.id} step={step.id} />
      )}
      <Panel title={texts.attempts} flush>
        {step.attempts.length === 0 ? (
          <p className="panel-body muted">{texts.noAttempts}</p>
        ) : (
          // The last attempt says most; the others are one click away.
          step.attempts.map((attempt, index) => (
            <Attempt
              key={`${attempt.number} ${attempt.started_at}`}
              attempt={attempt}
              kind={step.kind}
              open={index === step.attempts.length - 1}
            />
          ))
        )}
      </Panel>
    </div>
  );
}

const trying = { at: texts.next, left: texts.nextIn, now: texts.nextNow };
const waiting = { at: texts.goesOn, left: texts.goesOnIn, now: texts.goesOnNow };

/** Counts down in sight; a screen reader is told the instant, once. */
function Next({ at, words }: { at: string; words: typeof trying }) {
  const now = useSeconds(true);
  const left = Math.ceil((Date.parse(at) - now.getTime()) / 1000) * 1000;
  return (
    <Notice icon={<Clock size={16} aria-hidden="true" />}>
      <span className="row">
        <strong className="numbers" aria-hidden="true">
          {left > 0 ? words.left(duration(left)) : words.now}
        </strong>
        <span className="visually-hidden">{words.at}</span>
        <Time value={at} look="full" />
      </span>
    </Notice>
  );
}

/** What the time is that a try names: of the next one, or of the end of the waiting. */
function nextLabel(attempt: AttemptDetail, kind: StepKind | null): string {
  if (attempt.decision !== "wait") return texts.next;
  return kind === "approval" ? texts.answerUntil : texts.goesOn;
}

function Attempt({ attempt, kind, open }: { attempt: AttemptDetail; kind: StepKind | null; open: boolean }) {
  const length = elapsed(attempt.started_at, attempt.finished_at);
  const exchanges = exchangesOf(attempt.exchanges);
  return (
    <details className="attempt" open={open}>
      <summary>
        <span className="strong">{texts.attempt(attempt.number)}</span>
        <StatusBadge status={attempt.status} />
        <span className="small muted numbers">{length === null ? "" : duration(length)}</span>
        <span className="grow small muted clip">{attempt.reason}</span>
      </summary>
      <div className="stack attempt-body">
        <dl className="facts small">
          <dt>{texts.started}</dt>
          <dd>
            <Time value={attempt.started_at} look="full" />
          </dd>
          {attempt.error_class && (
            <>
              <dt>{texts.errorClass}</dt>
              <dd>
                <code>{attempt.error_class}</code>
              </dd>
            </>
          )}
          <dt>{texts.decision}</dt>
          <dd>{attempt.decision.replaceAll("_", " ")}</dd>
          {attempt.reason && (
            <>
              <dt>{texts.reason}</dt>
              <dd>{attempt.reason}</dd>
            </>
          )}
          {attempt.next_at && (
            <>
              <dt>{nextLabel(attempt, kind)}</dt>
              <dd>
                <Time value={attempt.next_at} look="full" />
              </dd>
            </>
          )}
        </dl>
        {attempt.input !== null && (
          <>
            <h3>{texts.input}</h3>
            <JsonView value={attempt.input} label={texts.input} />
          </>
        )}
        {exchanges.length > 0 && (
          <>
            <h3>{texts.exchanges}</h3>
            <p className="hint">{texts.masked}</p>
            {exchanges.map((exchange) => (
              <ExchangeView key={exchange.started_at} exchange={exchange} />
            ))}
          </>
        )}
      </div>
    </details>
  );
}

function ExchangeView({ exchange }: { exchange: Exchange }) {
  return (
    <details className="exchange">
      <summary>
        <code className="strong">{exchange.method}</code>
        <code className="grow clip" title={exchange.url}>
          {exchange.url}
        </code>
        <span className="small numbers muted">
          {exchange.status || texts.noAnswer} · {duration(exchange.duration_ms)}
        </span>
      </summary>
      <div className="stack attempt-body">
        <h4>{texts.request}</h4>
        <JsonView value={headerLines(exchange.request_headers)} label={`${texts.request}: ${texts.headers}`} />
        {exchange.request_body && (
          <JsonView value={parsed(exchange.request_body)} label={`${texts.request}: ${texts.body}`} />
        )}
        <h4>{texts.response}</h4>
        {exchange.error && <p className="muted">{exchange.error}</p>}
        <JsonView value={headerLines(exchange.response_headers)} label={`${texts.response}: ${texts.headers}`} />
        {exchange.response_body && (
          <JsonView value={parsed(exchange.response_body)} label={`${texts.response}: ${texts.body}`} />
        )}
      </div>
    </details>
  );
}

function headerLines(headers: Record<string, string[]> | null): string {
  return Object.entries(headers ?? {})
    .flatMap(([name, values]) => values.map((value) => `${name}: ${value}`))
    .join("\n");
}

/** JSON as a value, so that it is indented; any other text as it is. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
