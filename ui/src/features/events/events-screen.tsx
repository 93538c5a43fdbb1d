import { getRouteApi, Link } from "@tanstack/react-router";
import { Inbox } from "lucide-react";
import type { Schemas } from "@/lib/api/client";
import { eventsQuery } from "@/lib/api/queries";
import { usePaged } from "@/lib/paged";
import { events as texts } from "@/lib/texts/activity";
import { type Column, DataTable } from "@/ui/data-table";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { SearchField } from "@/ui/search-field";
import { Empty, NothingFound } from "@/ui/states";
import { Time } from "@/ui/time";

const route = getRouteApi("/shell/p/$project/events");
type Item = Schemas["EventItem"];

export function EventsScreen() {
  const { source } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={texts.title} intro={texts.intro}>
      <search className="filters">
        <SearchField
          label={texts.source}
          placeholder={texts.sourceFilter}
          value={source ?? ""}
          onChange={(next) => navigate({ search: next ? { source: next } : {}, replace: true })}
        />
      </search>
      <Loaded resetKey={source} lines={9}>
        <List />
      </Loaded>
    </Page>
  );
}

function List() {
  const { project } = route.useParams();
  const { source } = route.useSearch();
  const navigate = route.useNavigate();
  const paged = usePaged<Item>(eventsQuery(project, { source }));
  if (paged.rows.length === 0) {
    if (source) return <NothingFound onClear={() => navigate({ search: {} })}>{texts.nothingFound}</NothingFound>;
    return (
      <Empty icon={<Inbox size={18} />} title={texts.emptyTitle}>
        {texts.emptyText}
      </Empty>
    );
  }
  return <DataTable label={texts.title} columns={columns(project)} paged={paged} rowKey={(item) => item.id} linked />;
}

/** How much of an event's data a row shows, in characters. */

function columns(project: string): Column<Item>[] {
  return [
    {
      id: "type",
      header: texts.type,
      cell: (item) => (
        <span className="two-lines">
          <Link className="row-link" to="/p/$project/events/$event" params={{ project, event: item.id }}>
            {item.type}
          </Link>
          <code className="small faint">{item.id}</code>
        </span>
      ),
    },
    { id: "source", header: texts.source, cell: (item) => <code className="muted">{item.source}</code> },
    {
      id: "executions",
      header: texts.executions,
      priority: 3,
      cell: (item) => <span className="muted">{item.executions}</span>,
    },
    {
      id: "time",
      header: texts.time,
      priority: 2,
      cell: (item) => (
        <span className="muted">
          <Time value={item.time} />
        </span>
      ),
    },
  ];
}
