import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarClock, CircleCheck, Zap } from "lucide-react";
import type { ReactNode } from "react";
import type { Schemas } from "@/lib/api/client";
import { executionsQuery, statisticsQuery, triggersQuery } from "@/lib/api/queries";
import { percent } from "@/lib/day";
import { usePaged } from "@/lib/paged";
import { useRole } from "@/lib/session";
import { dashboard as texts } from "@/lib/texts/activity";
import { shell } from "@/lib/texts/shell";
import { duration, elapsed, endOfDay, shortInstant, startOfToday } from "@/lib/time";
import { ButtonLink } from "@/ui/button";
import { ExecutionTable } from "@/ui/execution-table";
import { Page } from "@/ui/page";
import { Panel } from "@/ui/panel";
import { Empty } from "@/ui/states";
import { Time, useNow } from "@/ui/time";
import "./dashboard.css";
import { DayChart } from "./day-chart";
import { WaitingForYou } from "./waiting-for-you";

const route = getRouteApi("/shell/p/$project/");

/** How often the figures of the day are read again, in milliseconds. */
const every = 20_000;

export function DashboardScreen() {
  const { project } = route.useParams();
  const mayEdit = useRole("editor");
  const mayRun = useRole("operator");
  return (
    <Page
      title={texts.title}
      actions={
        mayEdit && (
          <ButtonLink
            look="primary"
            icon={<Zap size={15} aria-hidden="true" />}
            to="/p/$project/new/action"
            params={{ project }}
          >
            {shell.newAction}
          </ButtonLink>
        )
      }
    >
      <Panel lines={10}>
        <Today />
      </Panel>
      <div className="dashboard">
        {mayRun && (
          <div className="dashboard-side">
            <Panel title={texts.waitingForYou} lines={3}>
              <WaitingForYou project={project} />
            </Panel>
          </div>
        )}
        <div className="dashboard-main">
          <Panel
            title={texts.failures}
            flush
            actions={
              <Link to="/p/$project/executions" params={{ project }} search={{ status: "failed" }}>
                {texts.seeAll}
              </Link>
            }
          >
            <ExecutionTable
              project={project}
              filter={{ status: "failed" }}
              size={8}
              empty={
                <Empty icon={<CircleCheck size={18} />} title={texts.noFailures}>
                  {texts.noFailuresText}
                </Empty>
              }
            />
          </Panel>
        </div>
        <div className="dashboard-side">
          <Panel
            title={texts.upcoming}
            actions={
              <Link to="/p/$project/schedules" params={{ project }}>
                {texts.seeAll}
              </Link>
            }
          >
            <Upcoming />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function Today() {
  const { project } = route.useParams();
  const start = startOfToday();
  const { data: day } = useSuspenseQuery({
    ...statisticsQuery(project, start, endOfDay(start)),
    refetchInterval: every,
  });
  const now = useNow();
  const { counts, success_rate, p50_ms, p95_ms, executions } = day.total;
  const ended = counts.succeeded + counts.failed;
  const number = (count: number) => (day.complete ? String(count) : texts.atLeast(count));
  const waits = elapsed(day.queued_since, now.toISOString());
  const chart = <DayChart buckets={day.buckets} />;
  return (
    <div className="stack loose">
      <dl className="figures">
        <Figure label={texts.today} value={number(executions)} search={{ from: start }} />
        <Figure
          label={texts.successRate}
          value={success_rate === null ? "–" : percent(success_rate)}
          more={ended === 0 ? texts.noneYet : texts.ofEnded(ended)}
        />
        <Figure
          label={texts.failedToday}
          value={number(counts.failed)}
          danger={counts.failed > 0}
          search={{ from: start, status: "failed" }}
        />
        <Figure label={texts.unfinished} value={open(day.unfinished)} search={{ unfinished: true }} />
        <Figure
          label={texts.duration}
          value={p50_ms === null ? "–" : duration(p50_ms)}
          more={p95_ms !== null && texts.durationSlow(duration(p95_ms))}
        />
        <Figure
          label={texts.queueAge}
          value={waits === null ? texts.queueEmpty : duration(waits)}
          more={waits !== null && texts.queueHint}
        />
      </dl>
      {executions === 0 ? <Quiet>{chart}</Quiet> : chart}
      {!day.complete && <p className="hint">{texts.partly(shortInstant(day.counted_from))}</p>}
    </div>
  );
}

/** The server counts no further than this. */
const mostCounted = 50_000;

/** How many have not ended, whenever they began. */
function open(count: number): string {
  return count < mostCounted ? String(count) : texts.atLeast(count);
}

/** A day without executions is no beginning where there were some before. */
function Quiet({ children }: { children: ReactNode }) {
  const { project } = route.useParams();
  const { rows } = usePaged<Schemas["ExecutionItem"]>(executionsQuery(project, {}, 1));
  return rows.length === 0 ? <Start /> : children;
}

/** Leads those who have nothing to look at to something that runs. */
function Start() {
  const { project } = route.useParams();
  const mayEdit = useRole("editor");
  if (!mayEdit) return null;
  return (
    <Empty
      icon={<Zap size={18} />}
      title={texts.startTitle}
      action={
        <ButtonLink look="primary" to="/p/$project/new/action" params={{ project }}>
          {shell.newAction}
        </ButtonLink>
      }
    >
      {texts.startText}
    </Empty>
  );
}

interface FigureProps {
  label: string;
  value: string;
  more?: ReactNode;
  danger?: boolean;
  search?: { from?: string; status?: "failed"; unfinished?: true };
}

function Figure({ label, value, more, danger = false, search }: FigureProps) {
  const { project } = route.useParams();
  return (
    <div>
      <dt>{label}</dt>
      <dd className={danger ? "numbers danger" : "numbers"}>
        {search ? (
          <Link to="/p/$project/executions" params={{ project }} search={search} aria-label={`${label}: ${value}`}>
            {value}
          </Link>
        ) : (
          value
        )}
        {more && <span className="small faint">{more}</span>}
      </dd>
    </div>
  );
}

/** How many fires are shown in all, and of one trigger. */
const shown = 10;
const perTrigger = 3;

function Upcoming() {
  const { project } = route.useParams();
  const { rows } = usePaged<Schemas["TriggerView"]>(triggersQuery(project, { kind: "schedule", enabled: true }));
  const fires = rows
    .flatMap((trigger) =>
      trigger.next_fires.slice(0, perTrigger).map((at) => ({ at, workflow: trigger.workflow, id: trigger.id })),
    )
    .sort((one, other) => one.at.localeCompare(other.at))
    .slice(0, shown);
  if (fires.length === 0) {
    return (
      <Empty icon={<CalendarClock size={18} />} title={texts.noUpcoming}>
        {texts.noUpcomingText}
      </Empty>
    );
  }
  return (
    <ol className="stack">
      {fires.map((fire) => (
        <li key={`${fire.at} ${fire.workflow} ${fire.id}`} className="upcoming">
          <Link
            className="clip"
            title={fire.workflow}
            to="/p/$project/workflows/$workflow"
            params={{ project, workflow: fire.workflow }}
          >
            {fire.workflow}
          </Link>
          <span className="muted">
            <Time value={fire.at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
