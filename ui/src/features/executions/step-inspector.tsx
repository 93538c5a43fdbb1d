import { getRouteApi, Link } from "@tanstack/react-router";
import { Clock } from "lucide-react";
import { lazy, Suspense } from "react";
import type { ExecutionDetail, StepDetail } from "@/lib/execution";
import { executions as texts } from "@/lib/texts/executions";
import { duration } from "@/lib/time";
import { StatusBadge } from "@/ui/badge";
import { JsonView } from "@/ui/json-view";
import { Loaded, Panel } from "@/ui/panel";
import { Notice } from "@/ui/states";
import { kindName, StepIcon } from "@/ui/step-kind";
import { Time, useSeconds } from "@/ui/time";
import { Approval } from "./approval";
import { Attempts } from "./attempt";
import { ItemProgress } from "./item-progress";
import { SettleStep } from "./settle-step";

// Most executions go through no list: what shows one is loaded with the first step that does.
const ItemPanel = lazy(() => import("./items").then((module) => ({ default: module.ItemPanel })));
const ItemsPanel = lazy(() => import("./items").then((module) => ({ default: module.ItemsPanel })));

const LimitNotice = lazy(() => import("./limit-notice").then((module) => ({ default: module.LimitNotice })));

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
          {step.waits_in && step.status === "waiting" && (
            <Suspense>
              <LimitNotice project={project} lane={step.waits_in} />
            </Suspense>
          )}
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
          {step.child && (
            <p className="muted">
              {texts.child}:{" "}
              <Link to="/p/$project/executions/$execution" params={{ project, execution: step.child }}>
                {step.child}
              </Link>
            </p>
          )}
          {step.items && <ItemProgress project={project} execution={execution.id} step={step.id} items={step.items} />}
          <h3>{texts.output}</h3>
          <JsonView value={step.output} label={texts.output} />
        </div>
      </Panel>
      {step.status === "unknown" && (
        <SettleStep key={step.id} project={project} execution={execution.id} step={step.id} />
      )}
      {step.items && (
        <Loaded lines={4} resetKey={step.id}>
          <ItemsPanel
            key={step.id}
            project={project}
            execution={execution.id}
            step={step}
            status={search.items}
            chosen={search.item}
          />
          {search.item !== undefined && (
            <ItemPanel
              key={`${step.id} ${search.item}`}
              project={project}
              execution={execution.id}
              step={step}
              index={search.item}
              status={search.items}
            />
          )}
        </Loaded>
      )}
      <Panel title={texts.attempts} flush>
        {step.attempts.length === 0 ? (
          <p className="panel-body muted">{texts.noAttempts}</p>
        ) : (
          <Attempts attempts={step.attempts} kind={step.kind} />
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
