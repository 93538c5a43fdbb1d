import { Link } from "@tanstack/react-router";
import { Activity } from "lucide-react";
import type { ReactNode } from "react";
import type { Schemas } from "@/lib/api/client";
import { type ExecutionFilter, executionsQuery } from "@/lib/api/queries";
import { failureOf } from "@/lib/execution";
import { usePaged } from "@/lib/paged";
import { executions as texts } from "@/lib/texts/executions";
import { duration, elapsed } from "@/lib/time";
import { StatusBadge } from "./badge";
import { type Column, DataTable, unpaged } from "./data-table";
import { Empty } from "./states";
import { Time } from "./time";

type Item = Schemas["ExecutionItem"];

/** A list of executions. It reads its own data, so it wants a boundary around it. */
export function ExecutionTable({
  project,
  filter,
  empty,
  size,
}: {
  project: string;
  filter: ExecutionFilter;
  empty?: ReactNode;
  /** Shows so many and no more; pages of the usual size when absent. */
  size?: number;
}) {
  const paged = usePaged<Item>(executionsQuery(project, filter, size));
  // A page of a search may be empty and not the last.
  if (paged.rows.length === 0 && !(paged.hasMore && size === undefined)) {
    return (
      empty ?? (
        <Empty icon={<Activity size={18} />} title={texts.emptyTitle}>
          {texts.emptyText}
        </Empty>
      )
    );
  }
  return (
    <DataTable
      label={texts.title}
      columns={executionColumns(project)}
      paged={size === undefined ? paged : unpaged(paged.rows)}
      rowKey={(item) => item.id}
      linked
    />
  );
}

export function executionColumns(project: string): Column<Item>[] {
  return [
    { id: "status", header: texts.status, cell: (item) => <StatusBadge status={item.status} /> },
    {
      id: "workflow",
      header: texts.workflow,
      cell: (item) => (
        <span className="two-lines">
          <Link
            className="row-link clamp"
            title={item.workflow}
            to="/p/$project/executions/$execution"
            params={{ project, execution: item.id }}
          >
            {item.workflow}
          </Link>
          <span className="small faint">
            <code>{item.id}</code>
          </span>
        </span>
      ),
    },
    {
      id: "failure",
      header: texts.failure,
      priority: 3,
      cell: (item) => <span className="small muted clamp">{failureOf(item.failure)?.message ?? ""}</span>,
    },
    {
      id: "started",
      header: texts.started,
      priority: 2,
      cell: (item) => (
        <span className="muted">
          <Time value={item.created_at} />
        </span>
      ),
    },
    {
      id: "duration",
      header: texts.duration,
      align: "end",
      cell: (item) => {
        const length = elapsed(item.created_at, item.finished_at);
        return <span className="muted">{length === null ? "–" : duration(length)}</span>;
      },
    },
  ];
}
