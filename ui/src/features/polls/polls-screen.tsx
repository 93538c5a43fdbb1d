import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { RefreshCw } from "lucide-react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { asProblem } from "@/lib/api/problem";
import { triggersQuery } from "@/lib/api/queries";
import { usePaged } from "@/lib/paged";
import { useRole } from "@/lib/session";
import { common } from "@/lib/texts/common";
import { polls as texts } from "@/lib/texts/schedules";
import { toast } from "@/lib/toasts";
import { StatusBadge } from "@/ui/badge";
import { Button, ButtonLink } from "@/ui/button";
import { type Column, DataTable } from "@/ui/data-table";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { FilterSelect, SearchField } from "@/ui/search-field";
import { Empty, NothingFound } from "@/ui/states";
import { Time, useNow } from "@/ui/time";

const route = getRouteApi("/shell/p/$project/polls");
type Trigger = Schemas["TriggerView"];

/** How often the polls are looked at while the page is open, in milliseconds. */
const lookAgain = 5_000;

export function PollsScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={texts.title} intro={texts.intro}>
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
      <Loaded lines={6} resetKey={JSON.stringify(search)}>
        <List />
      </Loaded>
    </Page>
  );
}

function List() {
  const { project } = route.useParams();
  const { workflow, state } = route.useSearch();
  const navigate = route.useNavigate();
  const mayRun = useRole("operator");
  const paged = usePaged<Trigger>({
    ...triggersQuery(project, { kind: "poll", workflow, enabled: state && state === "enabled" }),
    refetchInterval: lookAgain,
  });
  if (paged.rows.length === 0 && !paged.hasMore) {
    if (workflow || state) {
      return <NothingFound onClear={() => navigate({ search: {} })}>{texts.nothingFound}</NothingFound>;
    }
    return (
      <Empty
        icon={<RefreshCw size={18} />}
        title={texts.emptyTitle}
        action={
          <ButtonLink to="/p/$project/tools" params={{ project }}>
            {texts.seeTools}
          </ButtonLink>
        }
      >
        {texts.emptyText}
      </Empty>
    );
  }
  return (
    <DataTable
      label={texts.title}
      columns={columns(project, mayRun)}
      paged={paged}
      rowKey={(trigger) => `${trigger.workflow} ${trigger.id}`}
    />
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
    { id: "poll", header: texts.poll, priority: 2, cell: (trigger) => <What project={project} trigger={trigger} /> },
    {
      id: "state",
      header: texts.state,
      priority: 3,
      cell: (trigger) => <StatusBadge status={trigger.enabled ? "enabled" : "disabled"} />,
    },
    { id: "last", header: texts.last, cell: (trigger) => <Last trigger={trigger} /> },
    { id: "next", header: texts.next, priority: 2, cell: (trigger) => <Next trigger={trigger} /> },
    { id: "events", header: texts.events, priority: 3, align: "end", cell: (trigger) => trigger.fires },
    ...(mayRun ? [commands(project)] : []),
  ];
}

function commands(project: string): Column<Trigger> {
  return {
    id: "commands",
    header: common.actions,
    quietHeader: true,
    align: "end",
    cell: (trigger) => <LookNow project={project} trigger={trigger} />,
  };
}

/** What is asked for, how often and with which connection. */
function What({ project, trigger }: { project: string; trigger: Trigger }) {
  const tool = trigger.poll?.split(".")[0] ?? "";
  return (
    <span className="two-lines">
      <Link to="/p/$project/tools/$tool" params={{ project, tool }}>
        <code>{trigger.poll}</code>
      </Link>
      <span className="small faint">
        {trigger.timing}
        {trigger.connection && (
          <>
            {", "}
            <Link to="/p/$project/connections/$connection" params={{ project, connection: trigger.connection }}>
              {trigger.connection}
            </Link>
          </>
        )}
      </span>
    </span>
  );
}

/** When it was asked last and what came of it; how far it has come, where it goes by a time. */
function Last({ trigger: { last_fire, last_error, cursor } }: { trigger: Trigger }) {
  if (!last_fire) return <span className="faint">{texts.notYet}</span>;
  return (
    <span className="two-lines">
      <span className="row">
        <StatusBadge status={last_error ? "failing" : "ok"} /> <Time value={last_fire} look="ago" />
      </span>
      {last_error && (
        <span className="small clamp" title={last_error}>
          {last_error}
        </span>
      )}
      {cursor && (
        <span className="small faint">
          {texts.behind} {Number.isNaN(Date.parse(cursor)) ? <code>{cursor}</code> : <Time value={cursor} look="ago" />}
        </span>
      )}
    </span>
  );
}

function Next({ trigger: { enabled, next_fires } }: { trigger: Trigger }) {
  const now = useNow();
  const [next] = next_fires;
  if (!next || !enabled) return <span className="faint">–</span>;
  return Date.parse(next) <= now.getTime() ? <span>{texts.now}</span> : <Time value={next} />;
}

function LookNow({ project, trigger }: { project: string; trigger: Trigger }) {
  const queryClient = useQueryClient();
  const look = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/projects/{project}/workflows/{workflow}/triggers/{trigger}/poll", {
          params: { path: { project, workflow: trigger.workflow, trigger: trigger.id } },
        }),
      ),
    onSuccess: async () => {
      toast(texts.asked);
      await queryClient.invalidateQueries({ queryKey: ["triggers", project] });
    },
    onError: (error) => toast(asProblem(error).message, "danger"),
  });
  const name = texts.lookAt(trigger.workflow, trigger.id);
  return (
    <Button
      size="small"
      aria-label={trigger.enabled ? name : `${name}. ${texts.disabled}`}
      title={trigger.enabled ? undefined : texts.disabled}
      disabled={!trigger.enabled}
      busy={look.isPending}
      onClick={() => look.mutate()}
    >
      {texts.look}
    </Button>
  );
}
