import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ListChecks } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/lib/api/client";
import { asProblem } from "@/lib/api/problem";
import type { ExecutionFilter } from "@/lib/api/queries";
import { useRole } from "@/lib/session";
import { bulk as texts } from "@/lib/texts/bulk";
import { common } from "@/lib/texts/common";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Select } from "@/ui/field";
import { Notice, ProblemNotice } from "@/ui/states";
import "./bulk-change.css";
import { type Operation, operationsFor, type Progress, useBulkRun, type Wish, wishOf } from "./bulk-run";
import { filtersSet } from "./filters";

interface Scope {
  project: string;
  filter: ExecutionFilter;
}

/** How many refusals are listed. */
const mostListed = 20;

/**
 * Changes everything that the filters show: counted first, then portion by portion. Offered while there is something to
 * change; a change under way stays in sight when nothing fits the filters any more.
 */
export function BulkChange({ project, filter, offered }: Scope & { offered: boolean }) {
  const mayRun = useRole("operator");
  const [open, setOpen] = useState(false);
  const operations = operationsFor(filter);
  const hindered = filter.q ? texts.notWhileSearching : operations.length === 0 ? texts.nothingFits : undefined;
  if (!mayRun) return null;
  return (
    <>
      {offered && (
        <Button
          look="quiet"
          size="small"
          icon={<ListChecks size={14} aria-hidden="true" />}
          disabled={hindered !== undefined}
          title={hindered}
          onClick={() => setOpen(true)}
        >
          {texts.open}
        </Button>
      )}
      {offered && hindered && <span className="small faint">{hindered}</span>}
      {open && <Change project={project} filter={filter} operations={operations} onClose={() => setOpen(false)} />}
    </>
  );
}

interface ChangeProps extends Scope {
  operations: Operation[];
  onClose: () => void;
}

function Change({ project, filter, operations, onClose }: ChangeProps) {
  const [operation, setOperation] = useState<Operation>(operations[0] ?? "cancel");
  const [version, setVersion] = useState<"newest" | "same">("newest");
  const wish = wishOf(operation, version, filter);
  const count = useCount(project, wish);
  const run = useBulkRun(project, wish);
  const { cursor = null, matching = 0 } = count.data ?? {};
  const over = run.progress !== null && !run.running;
  return (
    <Dialog
      title={texts.title}
      open
      onClose={() => {
        run.stop();
        onClose();
      }}
      foot={
        run.running ? (
          <Button busy={run.stopping} onClick={run.stop}>
            {run.stopping ? texts.stopping : texts.stop}
          </Button>
        ) : over ? (
          <>
            {run.progress?.cursor && <Button onClick={run.goOn}>{texts.goOn}</Button>}
            <Button look="primary" onClick={onClose}>
              {texts.close}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button
              look={operation === "cancel" ? "danger" : "primary"}
              disabled={cursor === null || count.isFetching}
              onClick={() => cursor && run.begin(cursor)}
            >
              {texts.go[operation]}
            </Button>
          </>
        )
      }
    >
      {run.progress ? (
        <Course progress={run.progress} all={matching} running={run.running} error={run.error} project={project} />
      ) : (
        <div className="stack">
          <Select
            label={texts.operation}
            value={operation}
            options={operations.map((value) => ({ value, label: texts.operations[value] }))}
            onChange={(value) => setOperation(value as Operation)}
          />
          {operation === "replay" && (
            <Select
              label={texts.version}
              value={version}
              options={(["newest", "same"] as const).map((value) => ({ value, label: texts.versions[value] }))}
              onChange={(value) => setVersion(value as "newest" | "same")}
            />
          )}
          <Which filter={filter} />
          <div aria-live="polite">
            {count.isFetching ? (
              <p className="muted">{texts.counting}</p>
            ) : (
              count.data && <Counted operation={operation} matching={matching} more={count.data.more} />
            )}
          </div>
          <ProblemNotice error={count.error} />
        </div>
      )}
    </Dialog>
  );
}

/** Counted anew whenever something else is wished for, and never taken from memory: the count says what is changed. */
function useCount(project: string, wish: Wish) {
  return useQuery({
    queryKey: ["bulk", project, wish],
    queryFn: () =>
      answer(
        api.POST("/api/v1/projects/{project}/executions/bulk/count", { params: { path: { project } }, body: wish }),
      ),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

function Which({ filter }: { filter: ExecutionFilter }) {
  const set = filtersSet(filter);
  if (set.length === 0) return <Notice tone="warning">{texts.unfiltered}</Notice>;
  return (
    <p className="small muted">
      {texts.filters}: {set.map(([name, value]) => `${name} ${value}`).join(", ")}
    </p>
  );
}

function Counted({ operation, matching, more }: { operation: Operation; matching: number; more: boolean }) {
  if (matching === 0) return <p>{texts.none}</p>;
  return (
    <div className="stack tight">
      <p className="strong">{texts.what[operation](matching)}</p>
      {more && <p>{texts.more(matching)}</p>}
      <p className="small muted">{texts.onlyCounted}</p>
    </div>
  );
}

interface CourseProps {
  progress: Progress;
  all: number;
  running: boolean;
  error: Error | null;
  project: string;
}

function Course({ progress, all, running, error, project }: CourseProps) {
  const { done, refused, cursor } = progress;
  const seen = done + refused.length;
  return (
    <div className="stack">
      <div role="status">
        {running ? (
          <>
            <progress className="bulk-progress" value={seen} max={Math.max(all, seen, 1)} aria-label={texts.title} />
            <p className="numbers">{texts.progress(seen, Math.max(all, seen))}</p>
          </>
        ) : (
          <p className="strong">{texts.done(done)}</p>
        )}
        {!running && cursor !== null && (
          <p>{error === null ? texts.stopped : asProblem(error).status === 0 && texts.broken}</p>
        )}
      </div>
      <ProblemNotice error={running ? null : error} />
      {refused.length > 0 && (
        <div className="stack tight">
          <p>{texts.refused(refused.length)}</p>
          <ul className="stack tight small">
            {refused.slice(0, mostListed).map((each) => (
              <li key={each.execution}>
                <Link to="/p/$project/executions/$execution" params={{ project, execution: each.execution }}>
                  {each.execution}
                </Link>{" "}
                {each.detail}
              </li>
            ))}
          </ul>
          {refused.length > mostListed && (
            <p className="small muted">{texts.moreRefused(refused.length - mostListed)}</p>
          )}
        </div>
      )}
    </div>
  );
}
