import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import type { Schemas } from "@/lib/api/client";
import { triggersQuery } from "@/lib/api/queries";
import { usePaged } from "@/lib/paged";
import { schedules as texts } from "@/lib/texts/activity";
import { StatusBadge } from "@/ui/badge";
import { type Column, DataTable } from "@/ui/data-table";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { Empty } from "@/ui/states";
import { Time } from "@/ui/time";

const route = getRouteApi("/shell/p/$project/schedules");
type Trigger = Schemas["TriggerView"];

export function SchedulesScreen() {
  return (
    <Page title={texts.title} intro={texts.intro}>
      <Loaded lines={8}>
        <List />
      </Loaded>
    </Page>
  );
}

function List() {
  const { project } = route.useParams();
  const paged = usePaged<Trigger>(triggersQuery(project));
  const rows = paged.rows.filter((trigger) => trigger.kind === "schedule");
  if (rows.length === 0 && !paged.hasMore) {
    return (
      <Empty icon={<CalendarClock size={18} />} title={texts.emptyTitle}>
        {texts.emptyText}
      </Empty>
    );
  }
  return (
    <DataTable
      label={texts.title}
      columns={columns(project)}
      paged={{ ...paged, rows }}
      rowKey={(trigger) => `${trigger.workflow} ${trigger.id}`}
    />
  );
}

function columns(project: string): Column<Trigger>[] {
  return [
    {
      id: "workflow",
      header: texts.workflow,
      cell: (trigger) => (
        <span className="two-lines">
          <Link to="/p/$project/workflows/$workflow" params={{ project, workflow: trigger.workflow }}>
            {trigger.workflow}
          </Link>
          <span className="small faint">{trigger.id}</span>
        </span>
      ),
    },
    {
      id: "timing",
      header: texts.timing,
      cell: (trigger) => (
        <span className="two-lines">
          <code>{trigger.timing}</code>
          <span className="small faint">{trigger.zone}</span>
        </span>
      ),
    },
    {
      id: "state",
      header: texts.state,
      priority: 2,
      cell: (trigger) => <StatusBadge status={trigger.enabled ? "enabled" : "disabled"} />,
    },
    { id: "next", header: texts.next, cell: (trigger) => <Next fires={trigger.next_fires} /> },
    {
      id: "last",
      header: texts.last,
      priority: 3,
      cell: (trigger) => <span className="muted">{trigger.last_fire ? <Time value={trigger.last_fire} /> : "–"}</span>,
    },
    { id: "fires", header: texts.fires, priority: 3, align: "end", cell: (trigger) => trigger.fires },
  ];
}

function Next({ fires }: { fires: string[] }) {
  const [first, ...rest] = fires;
  if (!first) return <span className="faint">–</span>;
  return (
    <span className="two-lines">
      <Time value={first} />
      {rest.length > 0 && (
        <details className="small muted">
          <summary>{texts.show(rest.length)}</summary>
          <ol>
            {rest.map((fire) => (
              <li key={fire}>
                <Time value={fire} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </span>
  );
}
