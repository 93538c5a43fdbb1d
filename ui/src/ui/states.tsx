import { Inbox, RotateCw, SearchX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { asProblem, type Problem } from "@/lib/api/problem";
import { common, errors } from "@/lib/texts/common";
import { Button } from "./button";

/** The shape of what is being loaded. Screen readers hear that something is loading, once. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div className="skeleton-lines" role="status">
      <span className="visually-hidden">{common.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={line} className="skeleton" aria-hidden="true" />
      ))}
    </div>
  );
}

interface EmptyProps {
  title: string;
  /** What this is for, and how the first one comes to be. */
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
  /** Whether it stands for a whole page, which then has no other heading. */
  page?: boolean;
}

export function Empty({ title, children, icon, action, page = false }: EmptyProps) {
  const Heading = page ? "h1" : "h2";
  return (
    <div className="state">
      <span className="state-icon" aria-hidden="true">
        {icon ?? <Inbox size={18} />}
      </span>
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action && <div className="row">{action}</div>}
    </div>
  );
}

/** A filter that is set, as people know it: its name and what it is set to. */
export type FilterSet = readonly [name: string, value: string];

interface NothingFoundProps {
  onClear: () => void;
  /** Those that are set, so that nobody has to look for the one that is too narrow. */
  filters?: readonly FilterSet[];
  children: ReactNode;
}

export function NothingFound({ onClear, filters = [], children }: NothingFoundProps) {
  return (
    <Empty
      icon={<SearchX size={18} />}
      title={String(children)}
      action={<Button onClick={onClear}>{common.clearFilters}</Button>}
    >
      {filters.length > 0 && common.filtersSet(filters.map(([name, value]) => `${name}: ${value}`).join(" · "))}
    </Empty>
  );
}

export function problemTitle(problem: Problem): string {
  if (problem.status === 404) return errors.notFound;
  if (problem.status === 403) return errors.forbidden;
  return errors.title;
}

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  /** Whether it stands for a whole page, which then has no other heading. */
  page?: boolean;
}

export function ErrorState({ error, onRetry, page = false }: ErrorStateProps) {
  const problem = asProblem(error);
  const Heading = page ? "h1" : "h2";
  return (
    <div className="state" role="alert">
      <span className="state-icon danger" aria-hidden="true">
        <TriangleAlert size={18} />
      </span>
      <Heading>{problemTitle(problem)}</Heading>
      <p>{problem.message}</p>
      <ProblemItems problem={problem} />
      {problem.trace && <p className="small mono">{errors.trace(problem.trace)}</p>}
      {onRetry && (
        <div className="row">
          <Button icon={<RotateCw size={14} />} onClick={onRetry}>
            {common.retry}
          </Button>
        </div>
      )}
    </div>
  );
}

function ProblemItems({ problem }: { problem: Problem }) {
  const [first] = problem.items;
  // A single thing that the sentence above says already is not said twice.
  if (!first || (problem.items.length === 1 && problem.message.includes(first.message))) return null;
  return (
    <ul>
      {problem.items.map((item) => (
        <li key={`${item.path} ${item.line} ${item.column} ${item.message}`}>
          {item.line > 0 && errors.place(item.line, item.column)}
          {item.message}
        </li>
      ))}
    </ul>
  );
}

/** Why something that was asked for did not happen, beside where it was asked for. */
export function ProblemNotice({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const problem = asProblem(error);
  return (
    <div className="notice danger" role="alert">
      <TriangleAlert size={16} aria-hidden="true" />
      <div>
        <p>
          {problem.message}
          {problem.retryAfterSeconds !== null && ` ${errors.wait(problem.retryAfterSeconds)}`}
        </p>
        <ProblemItems problem={problem} />
      </div>
    </div>
  );
}

export function Notice({
  tone = "info",
  icon,
  children,
}: {
  tone?: "info" | "warning" | "success" | "danger";
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={`notice ${tone}`}>
      {icon}
      <div className="grow">{children}</div>
    </div>
  );
}
