import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import type { Schemas } from "@/lib/api/client";
import { triggersQuery } from "@/lib/api/queries";
import { usePaged } from "@/lib/paged";
import { schedules as texts } from "@/lib/texts/activity";
import { common } from "@/lib/texts/common";
import { StatusBadge } from "@/ui/badge";
import { type Column, DataTable } from "@/ui/data-table";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { FilterSelect, SearchField } from "@/ui/search-field";
import { Empty, NothingFound } from "@/ui/states";
import { Time } from "@/ui/time";

const route = getRouteApi("/shell/p/$project/schedules");
type Trigger = Schemas["TriggerView"];

export function SchedulesScreen() {
  return (
    <Page title={texts.title} intro={texts.intro}>
      <Filters />
      <Loaded lines={8} resetKey={JSON.stringify(route.useSearch())}>
        <List />
      </Loaded>
    </Page>
  );
}

function Filters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <search className="filters">
      <SearchField
        label={texts.workflow}
        placeholder={`${texts.workflow} (id)`}
        value={search.workflow ?? ""}
        onChange={(workflow) =>
          navigate({ search: (before) => ({ ...before, workflow: workflow || undefined }), replace: true })
        }
      />
      <FilterSelect
        label={texts.state}
        value={search.state ?? ""}
        options={(["enabled", "disabled"] as const).map((value) => ({ value, label: common[value] }))}
        onChange={(state) =>
          navigate({ search: (before) => ({ ...before, state: (state || undefined) as typeof before.state }) })
        }
      />
    </search>
  );
}

function List() {
  const { project } = route.useParams();
  const { workflow, state } = route.useSearch();
  const navigate = route.useNavigate();
  const paged = usePaged<Trigger>(
    triggersQuery(project, { kind: "schedule", workflow, enabled: state && state === "enabled" }),
  );
  const { rows } = paged;
  if (rows.length === 0 && !paged.hasMore && (workflow || state)) {
    return <NothingFound onClear={() => navigate({ search: {} })}>{texts.nothingFound}</NothingFound>;
  }
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
      paged={paged}
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
          <span className="small faint">
            {trigger.zone}
            <Bounds trigger={trigger} />
          </span>
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

/** When it begins and ends, and how far it is spread, where that is said. */
function Bounds({ trigger: { starts_at, ends_at, jitter } }: { trigger: Trigger }) {
  return (
    <>
      {starts_at && (
        <>
          , {texts.from} <Time value={starts_at} />
        </>
      )}
      {ends_at && (
        <>
          , {texts.until} <Time value={ends_at} />
        </>
      )}
      {jitter && `, ${texts.jitter(jitter)}`}
    </>
  );
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
