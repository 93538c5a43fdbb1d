import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { History } from "lucide-react";
import { useState } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { eventQuery } from "@/lib/api/queries";
import { useRole } from "@/lib/session";
import { events as texts } from "@/lib/texts/activity";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { CopyLine } from "@/ui/copy-button";
import { DataTable, unpaged } from "@/ui/data-table";
import { Confirm } from "@/ui/dialog";
import { executionColumns } from "@/ui/execution-table";
import { JsonView } from "@/ui/json-view";
import { Page } from "@/ui/page";
import { Panel } from "@/ui/panel";
import { ProblemNotice } from "@/ui/states";
import { Time } from "@/ui/time";

const route = getRouteApi("/shell/p/$project/events/$event");

export function EventScreen() {
  const { project, event: id } = route.useParams();
  const { data: event } = useSuspenseQuery(eventQuery(project, id));
  return (
    <Page
      title={event.type}
      tabTitle={`${texts.event} ${id}`}
      crumbs={
        <Link to="/p/$project/events" params={{ project }}>
          {texts.title}
        </Link>
      }
      actions={<Replay />}
    >
      <dl className="facts">
        <dt>{texts.time}</dt>
        <dd>
          <Time value={event.time} look="full" />
        </dd>
        <dt>{texts.source}</dt>
        <dd>
          <Link to="/p/$project/events" params={{ project }} search={{ source: event.source }}>
            <code>{event.source}</code>
          </Link>
        </dd>
        <dt>{texts.id}</dt>
        <dd>
          <CopyLine text={event.id} what={texts.id} />
        </dd>
        <dt>{texts.trace}</dt>
        <dd>
          <CopyLine text={event.trace} what={texts.trace} />
        </dd>
      </dl>
      <Panel title={texts.executions} flush>
        <Executions executions={event.executions} />
      </Panel>
      <div className="columns">
        <Panel title={texts.data}>
          <JsonView value={event.data} label={texts.data} />
        </Panel>
        <div className="stack">
          <Panel title={texts.outcome}>
            <JsonView value={event.outcome} label={texts.outcome} />
          </Panel>
          <Panel title={texts.headers}>
            <JsonView value={event.headers} label={texts.headers} />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function Executions({ executions }: { executions: Schemas["ExecutionItem"][] }) {
  const { project } = route.useParams();
  if (executions.length === 0) return <p className="panel-body muted">{texts.noExecutions}</p>;
  return (
    <DataTable
      label={texts.executions}
      columns={executionColumns(project)}
      paged={unpaged(executions)}
      rowKey={(item) => item.id}
      linked
    />
  );
}

function Replay() {
  const { project, event } = route.useParams();
  const queryClient = useQueryClient();
  const mayRun = useRole("operator");
  const [asked, setAsked] = useState(false);
  const replay = useMutation({
    mutationFn: () =>
      answer(api.POST("/api/v1/projects/{project}/events/{event}/replay", { params: { path: { project, event } } })),
    onSuccess: async ({ executions }) => {
      setAsked(false);
      toast(texts.replayed(executions.length));
      await queryClient.invalidateQueries({ queryKey: eventQuery(project, event).queryKey });
    },
  });
  if (!mayRun) return null;
  return (
    <>
      <Button icon={<History size={15} aria-hidden="true" />} onClick={() => setAsked(true)}>
        {texts.replay}
      </Button>
      <Confirm
        open={asked}
        title={texts.replayTitle}
        action={texts.replay}
        busy={replay.isPending}
        onClose={() => setAsked(false)}
        onConfirm={() => replay.mutate()}
      >
        <p>{texts.replayText}</p>
        <ProblemNotice error={replay.error} />
      </Confirm>
    </>
  );
}
