import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Waypoints } from "lucide-react";
import type { Schemas } from "@/lib/api/client";
import { actionsQuery, toolsQuery } from "@/lib/api/queries";
import { plainText } from "@/lib/markdown";
import { tools as texts } from "@/lib/texts/connections";
import { type Column, DataTable, unpaged } from "@/ui/data-table";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { FilterSelect, SearchField } from "@/ui/search-field";
import { Empty, NothingFound } from "@/ui/states";
import { ToolIcon } from "@/ui/tool-icon";

const route = getRouteApi("/shell/p/$project/tools");
type Action = Schemas["ActionItem"];
type Kind = Action["kind"];

const kinds = (Object.keys(texts.kinds) as Kind[]).map((value) => ({ value, label: texts.kinds[value] }));

export function ToolsScreen() {
  const { q, kind } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={texts.title} intro={texts.intro}>
      <search className="filters">
        <SearchField
          label={texts.search}
          value={q ?? ""}
          onChange={(next) => navigate({ search: (before) => ({ ...before, q: next || undefined }), replace: true })}
        />
        <FilterSelect
          label={texts.kind}
          value={kind ?? ""}
          options={kinds}
          onChange={(next) => navigate({ search: (before) => ({ ...before, kind: (next || undefined) as Kind }) })}
        />
      </search>
      <Loaded lines={8}>{q || kind ? <Actions /> : <Tools />}</Loaded>
    </Page>
  );
}

function Tools() {
  const { project } = route.useParams();
  const { data } = useSuspenseQuery(toolsQuery);
  if (data.items.length === 0) {
    return (
      <Empty icon={<Waypoints size={18} />} title={texts.none}>
        {texts.noneText}
      </Empty>
    );
  }
  return (
    <div className="cards">
      {data.items.map((tool) => (
        <Link key={tool.name} className="card" to="/p/$project/tools/$tool" params={{ project, tool: tool.name }}>
          <span className="row apart">
            <span className="row strong">
              <ToolIcon tool={tool.name} />
              {tool.title}
            </span>
            <span className="small faint">{texts.actionCount(tool.actions)}</span>
          </span>
          <span className="small muted">{plainText(tool.description)}</span>
        </Link>
      ))}
    </div>
  );
}

function Actions() {
  const { project } = route.useParams();
  const { q = "", kind } = route.useSearch();
  const navigate = route.useNavigate();
  const { data } = useSuspenseQuery(actionsQuery);
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = data.items.filter(
    (action) => (kind === undefined || action.kind === kind) && words.every((word) => textOf(action).includes(word)),
  );
  if (rows.length === 0)
    return <NothingFound onClear={() => navigate({ search: {} })}>{texts.nothingFound}</NothingFound>;
  return (
    <DataTable
      label={texts.actions}
      columns={actionColumns(project)}
      paged={unpaged(rows)}
      rowKey={(action) => action.name}
      linked
    />
  );
}

function textOf(action: Action): string {
  return `${action.name} ${action.title} ${plainText(action.description)}`.toLowerCase();
}

function actionColumns(project: string): Column<Action>[] {
  return [
    {
      id: "action",
      header: texts.actions,
      cell: (action) => (
        <span className="row">
          <ToolIcon tool={action.tool} small />
          <span className="two-lines grow">
            <Link className="row-link" to="/p/$project/actions/$action" params={{ project, action: action.name }}>
              {action.title}
            </Link>
            <span className="small faint">{plainText(action.description)}</span>
          </span>
        </span>
      ),
    },
    { id: "name", header: "Id", priority: 2, cell: (action) => <code className="muted">{action.name}</code> },
    {
      id: "kind",
      header: texts.kind,
      priority: 3,
      cell: (action) => <span className="muted">{texts.kinds[action.kind]}</span>,
    },
  ];
}
