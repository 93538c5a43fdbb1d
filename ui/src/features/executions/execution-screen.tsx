import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Hourglass, Radio, TriangleAlert } from "lucide-react";
import { lazy, Suspense } from "react";
import { executionQuery } from "@/lib/api/queries";
import { awaited, type ExecutionDetail, failureOf, hasEnded } from "@/lib/execution";
import { executions as texts } from "@/lib/texts/executions";
import { duration, elapsed } from "@/lib/time";
import { Badge, StatusBadge } from "@/ui/badge";
import { CopyLine } from "@/ui/copy-button";
import { JsonView } from "@/ui/json-view";
import { Page } from "@/ui/page";
import { Panel } from "@/ui/panel";
import { Notice } from "@/ui/states";
import { Time, useSeconds } from "@/ui/time";
import "./execution.css";
import { Commands } from "./commands";
import { StepInspector } from "./step-inspector";
import { Timeline } from "./timeline";
import { useLiveExecution } from "./use-live-execution";

// Most executions wait for no turn.
const LimitNotice = lazy(() => import("./limit-notice").then((module) => ({ default: module.LimitNotice })));

const route = getRouteApi("/shell/p/$project/executions/$execution");

export function ExecutionScreen() {
  const { project, execution: id } = route.useParams();
  const { data: execution } = useSuspenseQuery(executionQuery(project, id));
  const live = useLiveExecution(project, id, hasEnded(execution.status));
  const failure = failureOf(execution.failure);
  return (
    <Page
      title={execution.workflow}
      tabTitle={`${execution.workflow} ${id}`}
      width="wide"
      crumbs={
        <Link to="/p/$project/executions" params={{ project }}>
          {texts.title}
        </Link>
      }
      heading={
        <div className="row">
          <h1>{execution.workflow}</h1>
          <StatusBadge status={execution.status} />
          {live && (
            <Badge tone="info" icon={<Radio size={13} aria-hidden="true" />}>
              {texts.live}
            </Badge>
          )}
        </div>
      }
      actions={<Commands execution={execution} />}
    >
      {failure && (
        <Notice tone="danger" icon={<TriangleAlert size={16} aria-hidden="true" />}>
          {failure.step && <strong>{texts.failedAt(failure.step)}. </strong>}
          {failure.message}
        </Notice>
      )}
      {execution.waits_in && execution.status === "queued" && (
        <Suspense>
          <LimitNotice project={project} lane={execution.waits_in} />
        </Suspense>
      )}
      <Awaits execution={execution} />
      <Facts execution={execution} />
      <div className="execution-body">
        <Panel title={texts.timeline} flush>
          <Timeline execution={execution} />
        </Panel>
        <StepInspector execution={execution} />
        <Panel title={texts.data}>
          <JsonView value={execution.event.data} label={texts.data} />
        </Panel>
      </div>
    </Page>
  );
}

/** What an execution that waits waits for, each with the way to its step. */
function Awaits({ execution }: { execution: ExecutionDetail }) {
  const { project } = route.useParams();
  const all = awaited(execution);
  if (all.length === 0) return null;
  return (
    <Notice icon={<Hourglass size={16} aria-hidden="true" />}>
      {all.map(({ step, what, since, until, child }) => (
        <p key={step}>
          {texts.awaited[what]}{" "}
          <Link
            className="strong"
            to="/p/$project/executions/$execution"
            params={{ project, execution: execution.id }}
            search={{ step }}
            replace
          >
            {step}
          </Link>
          {child && (
            <>
              {": "}
              <Link to="/p/$project/executions/$execution" params={{ project, execution: child }}>
                {child}
              </Link>
            </>
          )}
          {since && (
            <>
              {`, ${texts.awaitedSince} `}
              <Time value={since} look="full" />
            </>
          )}
          {until && (
            <>
              {`, ${texts.awaitedUntil} `}
              <Time value={until} look="full" />
            </>
          )}
        </p>
      ))}
    </Notice>
  );
}

function Facts({ execution }: { execution: ExecutionDetail }) {
  const { project } = route.useParams();
  const now = useSeconds(execution.finished_at === null);
  const length = elapsed(execution.created_at, execution.finished_at ?? now.toISOString());
  return (
    <dl className="fact-line">
      <div>
        <dt>{texts.workflow}</dt>
        <dd>
          <Link to="/p/$project/workflows/$workflow" params={{ project, workflow: execution.workflow }}>
            {execution.workflow}
          </Link>{" "}
          <span className="faint">{texts.version(execution.version)}</span>
        </dd>
      </div>
      <div>
        <dt>{texts.started}</dt>
        <dd>
          <Time value={execution.created_at} look="full" />
        </dd>
      </div>
      <div>
        <dt>{texts.duration}</dt>
        <dd className="numbers">
          {length === null ? "–" : duration(length)}{" "}
          {execution.finished_at === null && <span className="faint">{texts.stillRunning}</span>}
        </dd>
      </div>
      <div>
        <dt>{texts.event}</dt>
        <dd>
          <Link to="/p/$project/events/$event" params={{ project, event: execution.event.id }}>
            {execution.event.type}
          </Link>
        </dd>
      </div>
      {execution.parent && (
        <div>
          <dt>{texts.calledBy}</dt>
          <dd>
            <Link
              to="/p/$project/executions/$execution"
              params={{ project, execution: execution.parent.execution }}
              search={{ step: execution.parent.step }}
              title={execution.parent.execution}
            >
              {texts.calledByStep(execution.parent.step)}
            </Link>
          </dd>
        </div>
      )}
      <div>
        <dt>{texts.id}</dt>
        <dd>
          <CopyLine text={execution.id} what={texts.id} />
        </dd>
      </div>
    </dl>
  );
}
