import { Link } from "@tanstack/react-router";
import type { StepItems } from "@/lib/execution";
import { done, itemFilters, type Part, partsOf } from "@/lib/items";
import { items as texts } from "@/lib/texts/items";
import { StatusBadge } from "@/ui/badge";

interface ItemProgressProps {
  project: string;
  execution: string;
  step: string;
  items: StepItems;
}

/** How far a step has come with its items: as a bar, and in words that lead to the items they count. */
export function ItemProgress({ project, execution, step, items }: ItemProgressProps) {
  if (items.count === 0) return <p className="muted">{texts.none}</p>;
  const parts = partsOf(items);
  const finished = done(items);
  return (
    <div className="item-progress">
      <p className="small muted numbers">{texts.doneOfItems(finished, items.count)}</p>
      <div
        className="item-bar"
        role="progressbar"
        aria-label={texts.progress}
        aria-valuemin={0}
        aria-valuemax={items.count}
        aria-valuenow={Math.min(finished, items.count)}
        aria-valuetext={parts.map(({ status, count }) => texts.parts[status](count)).join(", ")}
      >
        {parts
          .filter(({ status }) => status !== "left")
          .map(({ status, share }) => (
            <span key={status} className={`item-part ${status}`} style={{ width: `${share * 100}%` }} />
          ))}
      </div>
      <ul className="row item-counts">
        {parts.map((part) => (
          <li key={part.status}>
            <Count part={part} path={{ project, execution }} step={step} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Count({ part, path, step }: { part: Part; path: { project: string; execution: string }; step: string }) {
  const filter = itemFilters.find((each) => each === part.status);
  const status = part.status === "left" ? "pending" : part.status;
  const badge = <StatusBadge status={status} label={texts.parts[part.status](part.count)} />;
  if (!filter) return badge;
  return (
    <Link
      className="item-count"
      to="/p/$project/executions/$execution"
      params={path}
      search={{ step, items: filter }}
      replace
      resetScroll={false}
    >
      {badge}
    </Link>
  );
}
