import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Hourglass } from "lucide-react";
import { lazy } from "react";
import { workflowQuery } from "@/lib/api/queries";
import { workflows as texts } from "@/lib/texts/workflows";
import { StatusBadge } from "@/ui/badge";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { ResumeWorkflow } from "@/ui/resume-workflow";
import { Notice } from "@/ui/states";
import { Tabs } from "@/ui/tabs";
import { EditorPane } from "./editor-pane";

// Most visits are for the text alone; the other tabs load when they are opened.
const VersionsPane = lazy(() => import("./versions-pane").then((module) => ({ default: module.VersionsPane })));
const ExecutionTable = lazy(() =>
  import("@/ui/execution-table").then((module) => ({ default: module.ExecutionTable })),
);

const route = getRouteApi("/shell/p/$project/workflows/$workflow");

type TabName = "editor" | "versions" | "executions";

export function WorkflowEditorScreen() {
  const { project, workflow: id } = route.useParams();
  const { tab = "editor" } = route.useSearch();
  const navigate = route.useNavigate();
  const { data } = useSuspenseQuery(workflowQuery(project, id));
  const workflow = data.data;
  const published = workflow.version !== null;
  return (
    <Page
      title={workflow.name}
      width="wide"
      crumbs={
        <Link to="/p/$project/workflows" params={{ project }}>
          {texts.title}
        </Link>
      }
      heading={
        <div className="row">
          <h1>{workflow.name}</h1>
          <StatusBadge status={published ? (workflow.enabled ? "enabled" : "disabled") : "draft"} />
          {workflow.paused && <StatusBadge status="paused" />}
          {workflow.version !== null && <span className="muted numbers">{texts.published(workflow.version)}</span>}
          {published && workflow.changed && <StatusBadge status="changed" label={texts.unpublishedChanges} />}
        </div>
      }
      intro={workflow.description || undefined}
    >
      {workflow.paused && (
        <Notice tone="warning" icon={<Hourglass size={16} aria-hidden="true" />}>
          <div className="stack tight">
            <p>
              {texts.pausedNotice} {!workflow.enabled && texts.pausedDisabled}
            </p>
            <div className="row">
              <ResumeWorkflow project={project} workflow={id}>
                {texts.resume}
              </ResumeWorkflow>
            </div>
          </div>
        </Notice>
      )}
      <Tabs
        label={workflow.name}
        selected={tab}
        onSelect={(next) => navigate({ search: next === "editor" ? {} : { tab: next as TabName } })}
        items={[
          { id: "editor", label: texts.tabEditor, kept: true, content: <EditorPane key={id} loaded={data} /> },
          {
            id: "versions",
            label: texts.tabVersions,
            content: (
              <Loaded>
                <VersionsPane />
              </Loaded>
            ),
          },
          {
            id: "executions",
            label: texts.tabExecutions,
            content: (
              <Loaded>
                <ExecutionTable project={project} filter={{ workflow: id }} />
              </Loaded>
            ),
          },
        ]}
      />
    </Page>
  );
}
