import { type AttemptDetail, type Exchange, exchangesOf, type StepKind } from "@/lib/execution";
import { executions as texts } from "@/lib/texts/executions";
import { duration, elapsed } from "@/lib/time";
import { StatusBadge } from "@/ui/badge";
import { JsonView } from "@/ui/json-view";
import { Time } from "@/ui/time";

/** All tries of a step or of an item. The last one says most; the others are one click away. */
export function Attempts({ attempts, kind }: { attempts: readonly AttemptDetail[]; kind: StepKind | null }) {
  return attempts.map((attempt, index) => (
    <Attempt
      key={`${attempt.number} ${attempt.started_at}`}
      attempt={attempt}
      kind={kind}
      open={index === attempts.length - 1}
    />
  ));
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
