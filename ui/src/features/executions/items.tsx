import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ListChecks, RotateCw, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { itemQuery, itemsQuery } from "@/lib/api/queries";
import type { StepDetail } from "@/lib/execution";
import { type ItemFilter, type ItemRow, itemFilters, stillMoves } from "@/lib/items";
import { usePaged } from "@/lib/paged";
import { executions } from "@/lib/texts/executions";
import { items as texts } from "@/lib/texts/items";
import { StatusBadge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { type Column, DataTable } from "@/ui/data-table";
import { JsonView } from "@/ui/json-view";
import { Loaded, Panel } from "@/ui/panel";
import { FilterSelect } from "@/ui/search-field";
import { Empty, NothingFound } from "@/ui/states";
import { Attempts } from "./attempt";

const refreshedEvery = 2_000;
const screen = "/p/$project/executions/$execution";
const statuses = itemFilters.map((value) => ({ value, label: texts.statuses[value] }));

interface ItemsProps {
  project: string;
  execution: string;
  step: StepDetail;
  /** Shows only the items that ended so. */
  status: ItemFilter | undefined;
  /** The index of the item that is shown beside. */
  chosen: number | undefined;
}

/** The items of a foreach step, page by page, filtered by how they ended. */
export function ItemsPanel(props: ItemsProps) {
  const { project, execution, step, status } = props;
  const navigate = useNavigate();
  return (
    <Panel
      title={texts.title}
      flush
      actions={
        <FilterSelect
          label={texts.status}
          value={status ?? ""}
          options={statuses}
          onChange={(value) =>
            navigate({
              to: screen,
              params: { project, execution },
              search: { step: step.id, items: itemFilters.find((each) => each === value) },
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
    >
      <Loaded resetKey={status} lines={4}>
        <ItemList {...props} />
      </Loaded>
    </Panel>
  );
}

function ItemList({ project, execution, step, status, chosen }: ItemsProps) {
  const navigate = useNavigate();
  const moves = stillMoves(step.status);
  // One page is cheap to read again and again; whoever has read further asks for it.
  const paged = usePaged<ItemRow>({
    ...itemsQuery([project, execution, step.id], status),
    refetchInterval: (query: { state: { data?: { pages: unknown[] } } }) =>
      moves && (query.state.data?.pages.length ?? 0) <= 1 ? refreshedEvery : false,
  });
  useWhenStopped(moves, paged.refetch);
  if (paged.rows.length === 0 && !paged.hasMore) {
    if (status === undefined) {
      return (
        <Empty icon={<ListChecks size={18} />} title={texts.emptyTitle}>
          {texts.emptyText}
        </Empty>
      );
    }
    const all = () =>
      navigate({
        to: screen,
        params: { project, execution },
        search: { step: step.id },
        replace: true,
        resetScroll: false,
      });
    return (
      <NothingFound filters={[[texts.status, texts.statuses[status]]]} onClear={all}>
        {texts.nothingFound}
      </NothingFound>
    );
  }
  return (
    <>
      <div className="item-list" data-scroller>
        <DataTable
          label={texts.title}
          columns={columns({ project, execution }, step.id, status, chosen)}
          paged={paged}
          rowKey={(item) => String(item.index)}
          linked
        />
      </div>
      {moves && (
        <div className="row item-foot">
          <Button
            look="quiet"
            size="small"
            icon={<RotateCw size={14} aria-hidden="true" />}
            onClick={() => void paged.refetch()}
          >
            {texts.refresh}
          </Button>
        </div>
      )}
    </>
  );
}

/** The last change comes with the end of the step, when nothing is read again by itself any more. */
function useWhenStopped(moves: boolean, act: () => unknown) {
  const moved = useRef(moves);
  useEffect(() => {
    if (moved.current && !moves) act();
    moved.current = moves;
  }, [moves, act]);
}

function columns(
  params: { project: string; execution: string },
  step: string,
  status: ItemFilter | undefined,
  chosen: number | undefined,
): Column<ItemRow>[] {
  return [
    {
      id: "index",
      header: texts.index,
      cell: ({ index }) => (
        <Link
          className="row-link numbers"
          to={screen}
          params={params}
          search={{ step, items: status, item: index }}
          replace
          resetScroll={false}
          aria-label={texts.item(index)}
          aria-current={index === chosen ? "true" : undefined}
        >
          {index}
        </Link>
      ),
    },
    { id: "status", header: texts.status, cell: (item) => <StatusBadge status={item.status} /> },
    {
      id: "reason",
      header: texts.reason,
      cell: (item) => <span className="small muted clamp">{item.reason}</span>,
    },
    {
      id: "attempts",
      header: texts.attempts,
      align: "end",
      priority: 2,
      cell: (item) => <span className="muted numbers">{item.attempts}</span>,
    },
  ];
}

interface ItemProps {
  project: string;
  execution: string;
  step: StepDetail;
  index: number;
  status: ItemFilter | undefined;
}

/** One item: what the work of the step sees as `item`, and how each try of it went. */
export function ItemPanel(props: ItemProps) {
  const { project, execution, step, index, status } = props;
  return (
    <Panel
      title={texts.item(index)}
      flush
      lines={4}
      actions={
        <Link
          className="button quiet small"
          to={screen}
          params={{ project, execution }}
          search={{ step: step.id, items: status }}
          replace
          resetScroll={false}
          aria-label={texts.close}
        >
          <X size={15} aria-hidden="true" />
        </Link>
      }
    >
      <Item {...props} />
    </Panel>
  );
}

function Item({ project, execution, step, index }: ItemProps) {
  const moves = stillMoves(step.status);
  const { data: item, refetch } = useSuspenseQuery({
    ...itemQuery([project, execution, step.id], index),
    refetchInterval: (query) =>
      moves && query.state.data && stillMoves(query.state.data.status) ? refreshedEvery : false,
  });
  useWhenStopped(moves, refetch);
  const body = useRef<HTMLDivElement>(null);
  // Below a long list it would open out of sight.
  useEffect(() => body.current?.closest("section")?.scrollIntoView?.({ block: "nearest" }), []);
  const output = item.attempts.findLast((attempt) => attempt.output !== null)?.output;
  return (
    <>
      <div ref={body} className="stack attempt-body item-body">
        <p className="row">
          <StatusBadge status={item.status} />
          <span className="small faint">{texts.indexHint}</span>
        </p>
        <h3>{texts.value}</h3>
        <JsonView value={item.value} label={texts.value} />
        {output !== undefined && (
          <>
            <h3>{executions.output}</h3>
            <JsonView value={output} label={executions.output} />
          </>
        )}
        {item.attempts.length === 0 && <p className="muted">{texts.notTried}</p>}
      </div>
      <Attempts attempts={item.attempts} kind={step.kind} />
    </>
  );
}
