import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { common } from "@/lib/texts/common";
import { Button } from "./button";

export interface Column<Item> {
  id: string;
  header: string;
  /** Hides the header's text from view, not from screen readers. */
  quietHeader?: boolean;
  cell: (item: Item) => ReactNode;
  /** 2 is left out on phones, 3 on tablets too. */
  priority?: 2 | 3;
  align?: "end";
}

/** The infinite query of a list, as far as a table needs it. */
export interface PagedRows<Item> {
  rows: Item[];
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
}

interface TableProps<Item> {
  /** What the rows are, for screen readers. */
  label: string;
  columns: readonly Column<Item>[];
  paged: PagedRows<Item>;
  rowKey: (item: Item) => string;
  /** Whether one cell holds a `row-link` that makes the whole row a link. */
  linked?: boolean;
}

/** Below this many rows everything is in the page, so that the browser's own search finds it. */
const windowedFrom = 150;
const guessedRowHeight = 44;

/** A table that loads page after page as it is scrolled and keeps only what is near the view in the document. */
export function DataTable<Item>({ label, columns, paged, rowKey, linked = false }: TableProps<Item>) {
  const { rows } = paged;
  const body = useRef<HTMLTableSectionElement>(null);
  const windowed = rows.length > windowedFrom;
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: windowed,
    getScrollElement: () => body.current?.closest<HTMLElement>("[data-scroller]") ?? document.documentElement,
    estimateSize: () => guessedRowHeight,
    scrollMargin: body.current?.offsetTop ?? 0,
    overscan: 12,
  });
  const visible = windowed ? virtualizer.getVirtualItems() : [];
  const first = visible[0]?.index ?? 0;
  const last = windowed ? (visible.at(-1)?.index ?? windowedFrom) : rows.length - 1;
  const above = windowed ? (visible[0]?.start ?? 0) - (virtualizer.options.scrollMargin ?? 0) : 0;
  const below = windowed
    ? virtualizer.getTotalSize() - ((visible.at(-1)?.end ?? 0) - (virtualizer.options.scrollMargin ?? 0))
    : 0;
  return (
    <div className="table-frame">
      <table className="table" aria-label={label} aria-rowcount={paged.hasMore ? -1 : rows.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" data-priority={column.priority} className={column.align}>
                {column.quietHeader ? <span className="visually-hidden">{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          <Spacer height={above} columns={columns.length} />
          {rows.slice(first, last + 1).map((item, offset) => (
            <tr key={rowKey(item)} className={linked ? "linked" : undefined} aria-rowindex={first + offset + 2}>
              {columns.map((column) => (
                <td key={column.id} data-priority={column.priority} className={column.align}>
                  {column.cell(item)}
                </td>
              ))}
            </tr>
          ))}
          <Spacer height={below} columns={columns.length} />
        </tbody>
      </table>
      {paged.hasMore && <LoadMore paged={paged} />}
    </div>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row cannot be focused, the rule mistakes it
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

/** Asks for the next page when it comes near the view; the button is for those who do not scroll. */
function LoadMore<Item>({ paged }: { paged: PagedRows<Item> }) {
  const foot = useRef<HTMLDivElement>(null);
  const load = useRef(paged.loadMore);
  load.current = paged.loadMore;
  useEffect(() => {
    if (!foot.current || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) load.current();
      },
      { rootMargin: "400px" },
    );
    observer.observe(foot.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div className="table-foot" ref={foot}>
      <Button look="quiet" size="small" busy={paged.loadingMore} onClick={paged.loadMore}>
        {paged.loadingMore ? common.loadingMore : common.more}
      </Button>
    </div>
  );
}

/** All rows at once, for short lists that the server does not page. */
export function unpaged<Item>(rows: Item[]): PagedRows<Item> {
  return { rows, hasMore: false, loadingMore: false, loadMore: () => {} };
}
