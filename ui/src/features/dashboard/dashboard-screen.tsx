import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarClock, CircleCheck, Zap } from "lucide-react";
import type { ReactNode } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { triggersQuery } from "@/lib/api/queries";
import { percent, summarise } from "@/lib/day";
import { usePaged } from "@/lib/paged";
import { useRole } from "@/lib/session";
import { dashboard as texts } from "@/lib/texts/activity";
import { shell } from "@/lib/texts/shell";
import { shortInstant, startOfToday } from "@/lib/time";
import { ButtonLink } from "@/ui/button";
import { ExecutionTable } from "@/ui/execution-table";
import { Page } from "@/ui/page";
import { Panel } from "@/ui/panel";
import { Empty } from "@/ui/states";
import { Time } from "@/ui/time";
import "./dashboard.css";

const route = getRouteApi("/shell/p/$project/");

/** At most so many of today's executions are counted: five pages. Beyond that the numbers say that they are parts. */
const counted = 1000;
const pageSize = 200;

export function DashboardScreen() {
  const { project } = route.useParams();
  const mayEdit = useRole("editor");
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
      <Panel lines={4}>
        <Today />
      </Panel>
      <div className="dashboard">
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
    </Page>
  );
}

function Today() {
  const { project } = route.useParams();
  const start = startOfToday();
  const { data } = useSuspenseQuery({
    queryKey: ["executions", project, "day", start.slice(0, 16)],
    refetchInterval: 15_000,
    queryFn: () => executionsSince(project, start),
  });
  const day = summarise(data.items, new Date(start), new Date());
  const ended = day.succeeded + day.failed;
  const number = (count: number) => (data.partly ? texts.atLeast(count) : String(count));
  return (
    <div className="stack loose">
      <dl className="figures">
        <Figure label={texts.today} value={number(day.total)} search={{ from: start }} />
        <Figure
          label={texts.successRate}
          value={day.successRate === null ? "–" : percent(day.successRate)}
          more={ended === 0 ? texts.noneYet : texts.ofEnded(ended)}
        />
        <Figure
          label={texts.failedToday}
          value={number(day.failed)}
          danger={day.failed > 0}
          search={{ from: start, status: "failed" }}
        />
        <Figure label={texts.running} value={number(day.unfinished)} search={{ status: "running" }} />
      </dl>
      {day.total === 0 ? <Start /> : <Hours hours={day.hours} />}
      {data.partly && <p className="hint">{texts.partly(data.items.length)}</p>}
    </div>
  );
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

async function executionsSince(project: string, from: string) {
  const items: Schemas["ExecutionItem"][] = [];
  let cursor: string | undefined;
  while (items.length < counted) {
    const page = await answer(
      api.GET("/api/v1/projects/{project}/executions", {
        params: { path: { project }, query: { from, limit: pageSize, cursor } },
      }),
    );
    items.push(...page.items);
    if (page.next === null) return { items, partly: false };
    cursor = page.next;
  }
  return { items, partly: true };
}

interface FigureProps {
  label: string;
  value: string;
  more?: ReactNode;
  danger?: boolean;
  search?: { from?: string; status?: "failed" | "running" };
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

function Hours({ hours }: { hours: { from: Date; total: number; failed: number }[] }) {
  const most = Math.max(1, ...hours.map((hour) => hour.total));
  return (
    <figure>
      <figcaption className="small muted">{texts.byHour}</figcaption>
      <ol className="hours">
        {hours.map((hour) => {
          const label = texts.hour(shortInstant(hour.from.toISOString()), hour.total, hour.failed);
          return (
            <li key={hour.from.getTime()} title={label}>
              <span className="visually-hidden">{label}</span>
              <span className="hour-bar" aria-hidden="true" style={{ height: `${(hour.total / most) * 100}%` }}>
                <span style={{ height: `${hour.total === 0 ? 0 : (hour.failed / hour.total) * 100}%` }} />
              </span>
            </li>
          );
        })}
      </ol>
      <div className="row apart small faint numbers" aria-hidden="true">
        <span>{hours[0] && shortInstant(hours[0].from.toISOString())}</span>
        <span>{texts.now}</span>
      </div>
    </figure>
  );
}

/** How many fires are shown in all, and of one trigger. */
const shown = 10;
const perTrigger = 3;

function Upcoming() {
  const { project } = route.useParams();
  const { rows } = usePaged<Schemas["TriggerView"]>(triggersQuery(project));
  const fires = rows
    .filter((trigger) => trigger.enabled)
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
        <li key={`${fire.at} ${fire.workflow} ${fire.id}`} className="row apart">
          <Link to="/p/$project/workflows/$workflow" params={{ project, workflow: fire.workflow }}>
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
