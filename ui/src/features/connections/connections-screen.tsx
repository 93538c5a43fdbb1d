import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Plug, Plus } from "lucide-react";
import { lazy } from "react";
import type { Schemas } from "@/lib/api/client";
import { connectionsQuery, toolsQuery } from "@/lib/api/queries";
import { plainText } from "@/lib/markdown";
import { useRole } from "@/lib/session";
import { connections as texts } from "@/lib/texts/connections";
import { StatusBadge } from "@/ui/badge";
import { ButtonLink } from "@/ui/button";
import { type Column, DataTable, unpaged } from "@/ui/data-table";
import { Dialog } from "@/ui/dialog";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { SearchField } from "@/ui/search-field";
import { Empty, NothingFound } from "@/ui/states";
import { Time } from "@/ui/time";
import { ToolIcon } from "@/ui/tool-icon";

const route = getRouteApi("/shell/p/$project/connections");
const ConnectionForm = lazy(() => import("./connection-form").then((module) => ({ default: module.ConnectionForm })));

type Item = Schemas["ConnectionItem"];

/** The value of `new` in the address while the tool is still to be chosen. */
const choosing = "choose";

export function ConnectionsScreen() {
  const { project } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayEdit = useRole("editor");
  const close = () => navigate({ search: (before) => ({ ...before, new: undefined }) });
  return (
    <Page
      title={texts.title}
      intro={texts.intro}
      actions={
        mayEdit && (
          <ButtonLink
            look="primary"
            icon={<Plus size={15} aria-hidden="true" />}
            to="/p/$project/connections"
            params={{ project }}
            search={{ new: choosing }}
          >
            {texts.add}
          </ButtonLink>
        )
      }
    >
      <search className="filters">
        <SearchField
          label={texts.search}
          value={search.q ?? ""}
          onChange={(q) => navigate({ search: (before) => ({ ...before, q: q || undefined }), replace: true })}
        />
      </search>
      <Loaded lines={6}>
        <List />
      </Loaded>
      <Dialog open={search.new === choosing} title={texts.chooseTool} wide onClose={close}>
        <Loaded lines={6}>
          <Gallery />
        </Loaded>
      </Dialog>
      <Dialog
        open={search.new !== undefined && search.new !== choosing}
        title={texts.newOf(search.new ?? "")}
        onClose={close}
      >
        <Loaded resetKey={search.new} lines={6}>
          {search.new && <ConnectionForm project={project} tool={search.new} />}
        </Loaded>
      </Dialog>
    </Page>
  );
}

function Gallery() {
  const { project } = route.useParams();
  const { data } = useSuspenseQuery(toolsQuery);
  return (
    <>
      <p className="muted">{texts.chooseToolIntro}</p>
      <div className="cards">
        {data.items.map((tool) => (
          <Link
            key={tool.name}
            className="card"
            to="/p/$project/connections"
            params={{ project }}
            search={{ new: tool.name }}
          >
            <span className="row strong">
              <ToolIcon tool={tool.name} />
              {tool.title}
            </span>
            <span className="small muted">{plainText(tool.description)}</span>
          </Link>
        ))}
      </div>
    </>
  );
}

function List() {
  const { project } = route.useParams();
  const { q = "", tool } = route.useSearch();
  const navigate = route.useNavigate();
  const { data } = useSuspenseQuery(connectionsQuery(project));
  const words = q.toLowerCase();
  const rows = data.filter(
    (item) =>
      (tool === undefined || item.tool === tool) &&
      `${item.id} ${item.tool} ${item.kind}`.toLowerCase().includes(words),
  );
  if (data.length === 0) {
    return (
      <Empty
        icon={<Plug size={18} />}
        title={texts.emptyTitle}
        action={
          <ButtonLink look="primary" to="/p/$project/connections" params={{ project }} search={{ new: choosing }}>
            {texts.add}
          </ButtonLink>
        }
      >
        {texts.emptyText}
      </Empty>
    );
  }
  if (rows.length === 0)
    return <NothingFound onClear={() => navigate({ search: {} })}>{texts.nothingFound}</NothingFound>;
  return (
    <DataTable label={texts.title} columns={columns(project)} paged={unpaged(rows)} rowKey={(item) => item.id} linked />
  );
}

function columns(project: string): Column<Item>[] {
  return [
    {
      id: "id",
      header: texts.id,
      cell: (item) => (
        <span className="row">
          <ToolIcon tool={item.tool} small />
          <Link className="row-link" to="/p/$project/connections/$connection" params={{ project, connection: item.id }}>
            {item.id}
          </Link>
        </span>
      ),
    },
    {
      id: "tool",
      header: texts.tool,
      priority: 2,
      cell: (item) => (
        <span className="muted">
          {item.tool} <span className="faint">{item.kind.replaceAll("_", " ")}</span>
        </span>
      ),
    },
    { id: "health", header: texts.health, cell: (item) => <Health item={item} /> },
    {
      id: "checked",
      header: texts.checked,
      priority: 3,
      cell: (item) => (
        <span className="muted">
          {item.health.checked_at ? <Time value={item.health.checked_at} look="ago" /> : texts.neverTested}
        </span>
      ),
    },
    {
      id: "changed",
      header: texts.changed,
      priority: 3,
      cell: (item) => (
        <span className="muted">
          <Time value={item.updated_at} look="ago" />
        </span>
      ),
    },
  ];
}

function Health({ item }: { item: Item }) {
  if (item.health.status === "unknown") return <StatusBadge status="unknown" label={texts.neverTested} />;
  return <StatusBadge status={item.health.status} />;
}
