import { getRouteApi, Link } from "@tanstack/react-router";
import { Plus, Workflow, Zap } from "lucide-react";
import type { Schemas } from "@/lib/api/client";
import { workflowsQuery } from "@/lib/api/queries";
import { usePaged } from "@/lib/paged";
import { useRole } from "@/lib/session";
import { shell } from "@/lib/texts/shell";
import { workflows as texts } from "@/lib/texts/workflows";
import { StatusBadge } from "@/ui/badge";
import { ButtonLink } from "@/ui/button";
import { type Column, DataTable } from "@/ui/data-table";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { FilterSelect, SearchField } from "@/ui/search-field";
import { Empty, type FilterSet, NothingFound } from "@/ui/states";
import { Time } from "@/ui/time";

const route = getRouteApi("/shell/p/$project/workflows");
type Item = Schemas["WorkflowItem"];
type Kind = Item["kind"];

const kinds = (Object.keys(texts.kinds) as Kind[]).map((value) => ({ value, label: texts.kinds[value] }));

export function WorkflowsScreen() {
  const { project } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayEdit = useRole("editor");
  return (
    <Page title={texts.title} intro={texts.intro} actions={mayEdit && <NewLinks project={project} />}>
      <search className="filters">
        <SearchField
          label={texts.search}
          value={search.q ?? ""}
          onChange={(q) => navigate({ search: (before) => ({ ...before, q: q || undefined }), replace: true })}
        />
        <FilterSelect
          label={texts.kind}
          value={search.kind ?? ""}
          options={kinds}
          onChange={(kind) => navigate({ search: (before) => ({ ...before, kind: (kind || undefined) as Kind }) })}
        />
      </search>
      <Loaded resetKey={JSON.stringify(search)} lines={8}>
        <List />
      </Loaded>
    </Page>
  );
}

function NewLinks({ project }: { project: string }) {
  return (
    <>
      <ButtonLink to="/p/$project/new/action" params={{ project }} icon={<Zap size={15} aria-hidden="true" />}>
        {shell.newAction}
      </ButtonLink>
      <ButtonLink
        look="primary"
        to="/p/$project/new/workflow"
        params={{ project }}
        icon={<Plus size={15} aria-hidden="true" />}
      >
        {texts.newTitle}
      </ButtonLink>
    </>
  );
}

function List() {
  const { project } = route.useParams();
  const { q, tag, kind } = route.useSearch();
  const navigate = route.useNavigate();
  const paged = usePaged<Item>(workflowsQuery(project, { text: q, tag, kind }));
  if (paged.rows.length === 0) {
    if (q || tag || kind) {
      const filters: FilterSet[] = [];
      if (q) filters.push([texts.search, q]);
      if (tag) filters.push([texts.tag, tag]);
      if (kind) filters.push([texts.kind, texts.kinds[kind]]);
      return (
        <NothingFound filters={filters} onClear={() => navigate({ search: {} })}>
          {texts.nothingFound}
        </NothingFound>
      );
    }
    return (
      <Empty title={texts.emptyTitle} icon={<Workflow size={18} />} action={<NewLinks project={project} />}>
        {texts.emptyText}
      </Empty>
    );
  }
  return <DataTable label={texts.title} columns={columns(project)} paged={paged} rowKey={(item) => item.id} linked />;
}

function columns(project: string): Column<Item>[] {
  return [
    {
      id: "name",
      header: texts.name,
      cell: (item) => (
        <span className="two-lines">
          <Link className="row-link" to="/p/$project/workflows/$workflow" params={{ project, workflow: item.id }}>
            {item.name}
          </Link>
          <span className="row small faint">
            {item.name !== item.id && <code>{item.id}</code>}
            {item.tags.map((tag) => (
              <Link key={tag} className="tag above" to="/p/$project/workflows" params={{ project }} search={{ tag }}>
                {tag}
              </Link>
            ))}
          </span>
        </span>
      ),
    },
    { id: "kind", header: texts.kind, priority: 3, cell: (item) => <Kind kind={item.kind} /> },
    {
      id: "version",
      header: texts.version,
      priority: 2,
      cell: (item) => (
        <span className="row">
          {item.version === null ? (
            <span className="faint">{texts.draftOnly}</span>
          ) : (
            <span>{texts.published(item.version)}</span>
          )}
          {item.version !== null && item.changed && <StatusBadge status="changed" label={texts.unpublishedChanges} />}
        </span>
      ),
    },
    {
      id: "state",
      header: texts.state,
      cell: (item) => (
        <span className="row">
          <StatusBadge status={item.version === null ? "draft" : item.enabled ? "enabled" : "disabled"} />
          {item.paused && <StatusBadge status="paused" />}
        </span>
      ),
    },
    {
      id: "changed",
      header: texts.changed,
      priority: 2,
      cell: (item) => (
        <span className="two-lines muted">
          <Time value={item.updated_at} look="ago" />
          <span className="small faint clip">{texts.by(item.updated_by)}</span>
        </span>
      ),
    },
  ];
}

function Kind({ kind }: { kind: Kind }) {
  const Icon = kind === "tool_action" ? Zap : Workflow;
  return (
    <span className="row muted">
      <Icon size={14} aria-hidden="true" />
      {texts.kinds[kind]}
    </span>
  );
}
