import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ExternalLink, Plug } from "lucide-react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { toolQuery } from "@/lib/api/queries";
import { plainText } from "@/lib/markdown";
import { connections, tools as texts } from "@/lib/texts/connections";
import { ButtonLink } from "@/ui/button";
import { DataTable, unpaged } from "@/ui/data-table";
import { Markdown } from "@/ui/markdown";
import { Page } from "@/ui/page";
import { Panel } from "@/ui/panel";
import { ToolIcon } from "@/ui/tool-icon";

const route = getRouteApi("/shell/p/$project/tools/$tool");

export function ToolScreen() {
  const { project, tool: name } = route.useParams();
  const { data: tool } = useSuspenseQuery(toolQuery(name));
  return (
    <Page
      title={tool.title}
      intro={tool.description}
      crumbs={
        <Link to="/p/$project/tools" params={{ project }}>
          {texts.title}
        </Link>
      }
      heading={
        <div className="row">
          <ToolIcon tool={name} />
          <h1>{tool.title}</h1>
          <span className="faint">{texts.version(tool.version)}</span>
        </div>
      }
      actions={
        <>
          <a className="button" href={tool.docs} target="_blank" rel="noreferrer">
            <ExternalLink size={15} aria-hidden="true" />
            {texts.vendorDocs}
          </a>
          {tool.connection_kinds.length > 0 && (
            <ButtonLink
              look="primary"
              icon={<Plug size={15} aria-hidden="true" />}
              to="/p/$project/connections"
              params={{ project }}
              search={{ new: name }}
            >
              {connections.add}
            </ButtonLink>
          )}
        </>
      }
    >
      <Panel title={texts.actions} flush>
        <Actions actions={tool.actions} />
      </Panel>
      {tool.polls.length > 0 && (
        <Panel title={texts.polls} flush>
          <Polls polls={tool.polls} />
        </Panel>
      )}
      <Panel title={texts.guide}>
        <Guide />
      </Panel>
    </Page>
  );
}

function Actions({ actions }: { actions: Schemas["ActionItem"][] }) {
  const { project } = route.useParams();
  return (
    <DataTable
      label={texts.actions}
      paged={unpaged(actions)}
      rowKey={(action) => action.name}
      linked
      columns={[
        {
          id: "title",
          header: texts.actions,
          cell: (action) => (
            <span className="two-lines">
              <Link className="row-link" to="/p/$project/actions/$action" params={{ project, action: action.name }}>
                {action.title}
              </Link>
              <span className="small faint">{plainText(action.description)}</span>
            </span>
          ),
        },
        { id: "name", header: "Id", priority: 2, cell: (action) => <code className="muted">{action.name}</code> },
        {
          id: "effect",
          header: texts.effect,
          priority: 3,
          cell: (action) => <span className="muted">{texts.effects[action.effect]}</span>,
        },
      ]}
    />
  );
}

/** What a trigger can ask the tool for. */
function Polls({ polls }: { polls: Schemas["PollItem"][] }) {
  const { project } = route.useParams();
  return (
    <DataTable
      label={texts.polls}
      paged={unpaged(polls)}
      rowKey={(poll) => poll.name}
      columns={[
        {
          id: "title",
          header: texts.polls,
          cell: (poll) => (
            <span className="two-lines">
              <span className="strong">{poll.title}</span>
              <span className="small faint">{plainText(poll.description)}</span>
            </span>
          ),
        },
        { id: "name", header: "Id", priority: 2, cell: (poll) => <code className="muted">{poll.name}</code> },
        {
          id: "action",
          header: texts.pollCalls,
          priority: 3,
          cell: (poll) => (
            <Link to="/p/$project/actions/$action" params={{ project, action: poll.action }}>
              <code>{poll.action}</code>
            </Link>
          ),
        },
      ]}
    />
  );
}

function Guide() {
  const { tool } = route.useParams();
  const { data } = useSuspenseQuery({
    queryKey: ["tool", tool, "docs"],
    staleTime: 300_000,
    queryFn: () => answer(api.GET("/api/v1/tools/{tool}/docs.md", { params: { path: { tool } }, parseAs: "text" })),
  });
  // The page's own title says what the heading above says already.
  return <Markdown text={String(data).replace(/^#\s.*\n+/, "")} />;
}
