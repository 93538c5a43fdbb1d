import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { PlugZap, Trash2 } from "lucide-react";
import { useState } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { useRole } from "@/lib/session";
import { common } from "@/lib/texts/common";
import { connections as texts } from "@/lib/texts/connections";
import { toast } from "@/lib/toasts";
import { StatusBadge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { JsonView } from "@/ui/json-view";
import { Page } from "@/ui/page";
import { Panel } from "@/ui/panel";
import { ProblemNotice } from "@/ui/states";
import { Time } from "@/ui/time";
import { ToolIcon } from "@/ui/tool-icon";
import { ConnectionForm, TestResult } from "./connection-form";

const route = getRouteApi("/shell/p/$project/connections/$connection");

export function ConnectionScreen() {
  const { project, connection: id } = route.useParams();
  const mayEdit = useRole("editor");
  const { data: connection } = useSuspenseQuery({
    queryKey: ["connections", project, id],
    queryFn: () =>
      answer(
        api.GET("/api/v1/projects/{project}/connections/{connection}", {
          params: { path: { project, connection: id } },
        }),
      ),
  });
  return (
    <Page
      title={id}
      width="narrow"
      crumbs={
        <Link to="/p/$project/connections" params={{ project }}>
          {texts.title}
        </Link>
      }
      heading={
        <div className="row">
          <ToolIcon tool={connection.tool} />
          <h1>{id}</h1>
          <StatusBadge
            status={connection.health.status}
            label={connection.health.status === "unknown" ? texts.neverTested : undefined}
          />
        </div>
      }
      actions={<Commands />}
    >
      <Facts connection={connection} />
      <Panel title={texts.settings}>
        {mayEdit ? (
          <ConnectionForm key={connection.revision} project={project} tool={connection.tool} existing={connection} />
        ) : (
          <div className="stack">
            <p className="muted">{texts.readOnly}</p>
            <JsonView value={connection.config} label={texts.settings} />
          </div>
        )}
      </Panel>
    </Page>
  );
}

function Facts({ connection }: { connection: Schemas["ConnectionItem"] }) {
  return (
    <Panel title={texts.health}>
      <dl className="facts">
        <dt>{texts.tool}</dt>
        <dd>
          {connection.tool} · {connection.kind.replaceAll("_", " ")}
        </dd>
        <dt>{texts.checked}</dt>
        <dd>
          {connection.health.checked_at ? <Time value={connection.health.checked_at} look="full" /> : texts.neverTested}
        </dd>
        {connection.health.message && (
          <>
            <dt>{texts.health}</dt>
            <dd>{connection.health.message}</dd>
          </>
        )}
        {connection.tool_limit && (
          <>
            <dt>{texts.toolLimit}</dt>
            <dd>
              {texts.toolLeft(connection.tool_limit.remaining, connection.tool_limit.limit)}{" "}
              <Time value={connection.tool_limit.resets_at} look="full" />
            </dd>
          </>
        )}
        {connection.secrets.length > 0 && (
          <>
            <dt>{texts.secrets}</dt>
            <dd>{texts.stored(connection.secrets.join(", "))}</dd>
          </>
        )}
      </dl>
    </Panel>
  );
}

function Commands() {
  const { project, connection: id } = route.useParams();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const mayRun = useRole("operator");
  const mayEdit = useRole("editor");
  const [asked, setAsked] = useState(false);
  const path = { project, connection: id };
  const test = useMutation({
    mutationFn: () =>
      answer(api.POST("/api/v1/projects/{project}/connections/{connection}/test", { params: { path } })),
    onSuccess: (result) =>
      toast(result.message || (result.ok ? texts.tested : texts.testFailed), result.ok ? "success" : "danger"),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["connections", project] }),
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/projects/{project}/connections/{connection}", { params: { path } })),
    onSuccess: async () => {
      toast(texts.deleted);
      await navigate({ to: "/p/$project/connections", params: { project } });
      queryClient.removeQueries({ queryKey: ["connections", project, id] });
      await queryClient.invalidateQueries({ queryKey: ["connections", project] });
    },
  });
  return (
    <>
      {mayRun && (
        <Button icon={<PlugZap size={15} aria-hidden="true" />} busy={test.isPending} onClick={() => test.mutate()}>
          {texts.test}
        </Button>
      )}
      {mayEdit && (
        <Button look="danger" icon={<Trash2 size={15} aria-hidden="true" />} onClick={() => setAsked(true)}>
          {common.remove}
        </Button>
      )}
      <TestResult result={undefined} error={test.error} />
      <Confirm
        open={asked}
        title={texts.deleteTitle(id)}
        action={common.remove}
        busy={remove.isPending}
        onClose={() => setAsked(false)}
        onConfirm={() => remove.mutate()}
      >
        <p>{texts.deleteText}</p>
        <ProblemNotice error={remove.error} />
      </Confirm>
    </>
  );
}
