import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Send, ShieldAlert, ShieldCheck, Webhook } from "lucide-react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { sourcesQuery } from "@/lib/api/queries";
import { useRole } from "@/lib/session";
import { sources as texts } from "@/lib/texts/activity";
import { Badge, StatusBadge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { CopyLine } from "@/ui/copy-button";
import { DataTable, unpaged } from "@/ui/data-table";
import { JsonView } from "@/ui/json-view";
import { Page } from "@/ui/page";
import { Loaded, Panel } from "@/ui/panel";
import { Empty, Notice, ProblemNotice } from "@/ui/states";
import { Time } from "@/ui/time";

const route = getRouteApi("/shell/p/$project/sources");
type Source = Schemas["SourceView"];

export function SourcesScreen() {
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
  const { data } = useSuspenseQuery(sourcesQuery(project));
  if (data.items.length === 0) {
    return (
      <Empty icon={<Webhook size={18} />} title={texts.emptyTitle}>
        {texts.emptyText}
      </Empty>
    );
  }
  return data.items.map((source) => <SourcePanel key={source.path} source={source} />);
}

function SourcePanel({ source }: { source: Source }) {
  const { project } = route.useParams();
  return (
    <Panel title={source.path} actions={<Verification preset={source.preset} />}>
      <div className="stack loose">
        <dl className="facts">
          <dt>{texts.address}</dt>
          <dd>
            <CopyLine text={source.url} what={texts.address} />
          </dd>
          <dt>{texts.listeners}</dt>
          <dd>
            <span className="row">
              {source.listeners.map((listener) => (
                <span key={`${listener.workflow} ${listener.trigger}`} className="row">
                  <Link to="/p/$project/workflows/$workflow" params={{ project, workflow: listener.workflow }}>
                    {listener.workflow}
                  </Link>
                  {!listener.enabled && <StatusBadge status="disabled" label={texts.listenerOff} />}
                </span>
              ))}
            </span>
          </dd>
          <dt>{texts.accepted}</dt>
          <dd className="numbers">
            {source.accepted}{" "}
            {source.last_accepted && (
              <span className="faint">
                <Time value={source.last_accepted} />
              </span>
            )}
          </dd>
          <dt>{texts.duplicates}</dt>
          <dd className="numbers">{source.duplicates}</dd>
          <dt>{texts.refused}</dt>
          <dd className="numbers">{refusedText(source.refused)}</dd>
        </dl>
        <Test path={source.path} />
        {source.refusals.length > 0 && (
          <details>
            <summary className="label">{texts.refusals}</summary>
            <Refusals refusals={source.refusals} />
          </details>
        )}
      </div>
    </Panel>
  );
}

function refusedText(refused: Record<string, number>): string {
  const reasons = Object.entries(refused);
  if (reasons.length === 0) return "0";
  return reasons.map(([reason, count]) => `${count} ${reason.replaceAll("_", " ")}`).join(", ");
}

function Verification({ preset }: { preset: string }) {
  if (preset === "none") {
    return (
      <Badge tone="warning" icon={<ShieldAlert size={13} aria-hidden="true" />}>
        {texts.presets.none}
      </Badge>
    );
  }
  return (
    <Badge tone="success" icon={<ShieldCheck size={13} aria-hidden="true" />}>
      {preset}
    </Badge>
  );
}

function Refusals({ refusals }: { refusals: Schemas["RefusalView"][] }) {
  return (
    <DataTable
      label={texts.refusals}
      paged={unpaged(refusals)}
      rowKey={(refusal) => `${refusal.time} ${refusal.reason}`}
      columns={[
        { id: "time", header: texts.time, cell: (refusal) => <Time value={refusal.time} /> },
        { id: "reason", header: texts.reason, cell: (refusal) => refusal.reason.replaceAll("_", " ") },
        {
          id: "headers",
          header: texts.headers,
          priority: 2,
          cell: (refusal) => <code className="small faint">{refusal.headers.join(", ")}</code>,
        },
      ]}
    />
  );
}

function Test({ path }: { path: string }) {
  const { project } = route.useParams();
  const queryClient = useQueryClient();
  const mayRun = useRole("operator");
  const test = useMutation({
    mutationFn: () =>
      answer(api.POST("/api/v1/projects/{project}/sources/{path}/test", { params: { path: { project, path } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sourcesQuery(project).queryKey }),
  });
  return (
    <div className="stack">
      <div className="row">
        {mayRun && (
          <Button icon={<Send size={15} aria-hidden="true" />} busy={test.isPending} onClick={() => test.mutate()}>
            {texts.test}
          </Button>
        )}
        <span className="hint grow">{texts.testHint}</span>
        <Link to="/p/$project/events" params={{ project }} search={{ source: `/hooks/${project}/${path}` }}>
          {texts.events}
        </Link>
      </div>
      <ProblemNotice error={test.error} />
      {test.data && (
        <Notice tone={test.data.status < 300 ? "success" : "warning"}>
          <span role="status">{texts.tested(test.data.status)}</span>
        </Notice>
      )}
      {test.data && <JsonView value={test.data.answer} label={texts.test} />}
    </div>
  );
}
