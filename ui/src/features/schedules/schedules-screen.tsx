import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarClock, TriangleAlert } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Schemas } from "@/lib/api/client";
import { triggersQuery } from "@/lib/api/queries";
import { usePaged } from "@/lib/paged";
import { useRole } from "@/lib/session";
import { common } from "@/lib/texts/common";
import { backfill, schedules as texts } from "@/lib/texts/schedules";
import { Badge, StatusBadge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { type Column, DataTable } from "@/ui/data-table";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { FilterSelect, SearchField } from "@/ui/search-field";
import { Empty, NothingFound, Notice } from "@/ui/states";
import { Time } from "@/ui/time";

// Seldom used.
const BackfillDialog = lazy(() => import("./backfill-dialog").then((module) => ({ default: module.BackfillDialog })));

const route = getRouteApi("/shell/p/$project/schedules");
type Trigger = Schemas["TriggerView"];

/** How often the schedules are looked at while the page is open, in milliseconds: fires go on meanwhile. */
const lookAgain = 15_000;

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
  const mayRun = useRole("operator");
  const paged = usePaged<Trigger>({
    ...triggersQuery(project, { kind: "schedule", workflow, enabled: state && state === "enabled" }),
    refetchInterval: lookAgain,
  });
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
    <div className="stack">
      <Missed of={rows.filter((trigger) => trigger.missed > 0)} />
      <DataTable
        label={texts.title}
        columns={columns(project, mayRun)}
        paged={paged}
        rowKey={(trigger) => `${trigger.workflow} ${trigger.id}`}
      />
    </div>
  );
}

/** What is due and has not fired, in sight on every screen, with what to do about it. */
function Missed({ of }: { of: Trigger[] }) {
  const [first] = of;
  if (!first) return null;
  const count = of.reduce((sum, trigger) => sum + trigger.missed, 0);
  return (
    <Notice tone="warning" icon={<TriangleAlert size={16} aria-hidden="true" />}>
      <p className="strong">
        {texts.missedNotice(count, of.length === 1 ? first.workflow : texts.missedWhere(of.length))}
      </p>
      <p>{texts.missedAdvice}</p>
    </Notice>
  );
}

function columns(project: string, mayRun: boolean): Column<Trigger>[] {
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
      priority: 2,
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
    { id: "fires", header: texts.fires, priority: 2, align: "end", cell: (trigger) => <Fires trigger={trigger} /> },
    ...(mayRun ? [commands(project)] : []),
  ];
}

function commands(project: string): Column<Trigger> {
  return {
    id: "commands",
    header: common.actions,
    quietHeader: true,
    align: "end",
    cell: (trigger) => <Backfill project={project} trigger={trigger} />,
  };
}

function Fires({ trigger: { fires, expected, skipped, missed } }: { trigger: Trigger }) {
  return (
    <span className="two-lines">
      <span className="numbers" title={texts.firesTitle}>
        {texts.firesOf(fires, expected)}
      </span>
      {skipped > 0 && (
        <span className="small muted numbers" title={texts.skippedTitle}>
          {texts.skipped(skipped)}
        </span>
      )}
      {missed > 0 && (
        <span>
          <Badge tone="warning" icon={<TriangleAlert size={13} aria-hidden="true" />}>
            {texts.missed(missed)}
          </Badge>
        </span>
      )}
    </span>
  );
}

function Backfill({ project, trigger }: { project: string; trigger: Trigger }) {
  const [open, setOpen] = useState(false);
  const name = backfill.openOf(trigger.workflow, trigger.id);
  return (
    <>
      <Button
        size="small"
        aria-label={trigger.enabled ? name : `${name}. ${backfill.disabled}`}
        title={trigger.enabled ? undefined : backfill.disabled}
        disabled={!trigger.enabled}
        onClick={() => setOpen(true)}
      >
        {backfill.open}
      </Button>
      {open && (
        <Suspense>
          <BackfillDialog
            of={{ project, workflow: trigger.workflow, trigger: trigger.id }}
            zone={trigger.zone ?? "UTC"}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
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
