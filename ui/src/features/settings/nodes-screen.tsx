import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Lock, Server, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { nodesQuery } from "@/lib/api/queries";
import { usePaged } from "@/lib/paged";
import { useOwnRole } from "@/lib/session";
import { common } from "@/lib/texts/common";
import { nodes as texts } from "@/lib/texts/operations";
import { toast } from "@/lib/toasts";
import { Badge, StatusBadge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { type Column, DataTable } from "@/ui/data-table";
import { Confirm } from "@/ui/dialog";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { Empty, Notice, ProblemNotice } from "@/ui/states";
import { Time } from "@/ui/time";

type Node = Schemas["NodeView"];

/** How often the nodes are looked at while the page is open, in milliseconds; they tell of themselves every three seconds. */
const lookAgain = 5_000;

export function NodesScreen() {
  const role = useOwnRole();
  return (
    <Page title={texts.title} intro={texts.intro}>
      {role === "owner" ? (
        <Loaded lines={4}>
          <List />
        </Loaded>
      ) : (
        role && (
          <Empty icon={<Lock size={18} />} title={texts.ownersOnly}>
            {texts.ownersOnlyText}
          </Empty>
        )
      )}
    </Page>
  );
}

function List() {
  const paged = usePaged<Node>({ ...nodesQuery, refetchInterval: lookAgain });
  const { rows } = paged;
  if (rows.length === 0) {
    return (
      <Empty icon={<Server size={18} />} title={texts.emptyTitle}>
        {texts.emptyText}
      </Empty>
    );
  }
  // Of further pages nothing is known; then nobody is frightened.
  const lastActive = !paged.hasMore && rows.filter((node) => node.state === "active").length === 1;
  return <DataTable label={texts.title} columns={columns(lastActive)} paged={paged} rowKey={(node) => node.id} />;
}

function columns(lastActive: boolean): Column<Node>[] {
  return [
    {
      id: "node",
      header: texts.node,
      cell: (node) => (
        <span className="two-lines">
          <span className="row">
            <span className="strong clip" title={node.name}>
              {node.name}
            </span>
            {node.here && <Badge tone="info">{texts.here}</Badge>}
          </span>
          <code className="small faint">{node.id}</code>
        </span>
      ),
    },
    { id: "state", header: texts.state, cell: (node) => <State node={node} /> },
    {
      id: "busy",
      header: texts.busy,
      priority: 2,
      cell: (node) => (
        <span className={node.busy === 0 ? "muted numbers" : "numbers"}>
          {node.state === "dead" ? "–" : texts.busyOf(node.busy, node.slots)}
        </span>
      ),
    },
    {
      id: "version",
      header: texts.version,
      priority: 2,
      cell: (node) => <span className="muted numbers">{node.version}</span>,
    },
    {
      id: "started",
      header: texts.started,
      priority: 3,
      cell: (node) => (
        <span className="muted">
          <Time value={node.started_at} />
        </span>
      ),
    },
    {
      id: "commands",
      header: common.actions,
      quietHeader: true,
      align: "end",
      cell: (node) =>
        node.state !== "dead" && <Turn node={node} last={lastActive && node.state === "active"} key={node.state} />,
    },
  ];
}

/** The state in a word, and below it what somebody who wants to stop the node waits for. */
function State({ node }: { node: Node }) {
  const more =
    node.state === "dead"
      ? texts.gone
      : node.state === "draining"
        ? node.busy === 0
          ? texts.mayStop
          : texts.finishing
        : null;
  return (
    <span className="two-lines">
      <span>
        <StatusBadge status={node.state} />
      </span>
      {more && <span className="small muted">{more}</span>}
    </span>
  );
}

/** Drains a node that is active and resumes one that drains, after saying what that does. */
function Turn({ node, last }: { node: Node; last: boolean }) {
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState(false);
  const drains = node.state === "active";
  const params = { path: { node: node.id } };
  const turn = useMutation({
    mutationFn: () =>
      answer(
        drains
          ? api.POST("/api/v1/nodes/{node}/drain", { params })
          : api.POST("/api/v1/nodes/{node}/resume", { params }),
      ),
    onSuccess: async () => {
      setAsked(false);
      toast(drains ? texts.drained : texts.resumed);
      await queryClient.invalidateQueries({ queryKey: nodesQuery.queryKey });
    },
  });
  const action = drains ? texts.drain : texts.resume;
  return (
    <>
      <Button size="small" aria-label={`${action} ${node.name}`} onClick={() => setAsked(true)}>
        {action}
      </Button>
      <Confirm
        open={asked}
        title={drains ? texts.drainTitle(node.name) : texts.resumeTitle(node.name)}
        action={action}
        look={last ? "danger" : "primary"}
        busy={turn.isPending}
        onClose={() => {
          setAsked(false);
          turn.reset();
        }}
        onConfirm={() => turn.mutate()}
      >
        <div className="stack">
          <p>{drains ? texts.drainText : texts.resumeText}</p>
          {drains && !last && <p>{texts.drainOthers}</p>}
          {last && (
            <Notice tone="warning" icon={<TriangleAlert size={16} aria-hidden="true" />}>
              {texts.drainLast}
            </Notice>
          )}
          <ProblemNotice error={turn.error} />
        </div>
      </Confirm>
    </>
  );
}
