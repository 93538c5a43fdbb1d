import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { asProblem } from "@/lib/api/problem";
import { common } from "@/lib/texts/common";
import { backfill as texts } from "@/lib/texts/schedules";
import { instantAt, knownZone, localTime } from "@/lib/time";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { TextField } from "@/ui/field";
import { ProblemNotice } from "@/ui/states";
import "./backfill.css";
import { type Progress, type ScheduleKey, type Span, useBackfill, useCount } from "./use-backfill";

const day = 86_400_000;

/** How much longer ago than this browser thinks the server may have begun, in milliseconds, so that the list misses none. */
const clockSkew = 60_000;

interface BackfillDialogProps {
  of: ScheduleKey;
  /** The zone of the schedule, in which the times are given. */
  zone: string;
  onClose: () => void;
}

/** Runs the slots of a schedule that did not fire: counted first, then portion by portion. */
export function BackfillDialog({ of, zone: written, onClose }: BackfillDialogProps) {
  const zone = knownZone(written);
  const [from, setFrom] = useState(() => localTime(Date.now() - day, zone));
  const [to, setTo] = useState(() => localTime(Date.now() + 60_000, zone));
  const span = spanOf(from, to, zone);
  const count = useCount(of, span);
  const run = useBackfill(of, span?.to ?? "");
  const missing = count.data && !count.isFetching ? count.data.missing : 0;
  const over = run.progress !== null && !run.running;
  return (
    <Dialog
      title={texts.title(of.workflow, of.trigger)}
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
            {run.progress?.next && <Button onClick={run.goOn}>{texts.goOn}</Button>}
            <Button look="primary" onClick={onClose}>
              {texts.close}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button look="primary" disabled={missing === 0} onClick={() => span && run.begin(span.from)}>
              {texts.go(missing)}
            </Button>
          </>
        )
      }
    >
      {run.progress ? (
        <Course of={of} progress={run.progress} all={missing} running={run.running} error={run.error} />
      ) : (
        <div className="stack">
          <p>{texts.intro}</p>
          <div className="backfill-span">
            <TextField
              label={texts.from}
              type="datetime-local"
              hint={texts.inZone(zone)}
              error={instantAt(from, zone) === null ? texts.notATime : null}
              value={from}
              onChange={setFrom}
            />
            <TextField
              label={texts.to}
              type="datetime-local"
              hint={texts.inZone(zone)}
              error={instantAt(to, zone) === null ? texts.notATime : span === null ? texts.backwards : null}
              value={to}
              onChange={setTo}
            />
          </div>
          <div aria-live="polite">
            {count.isFetching ? (
              <p className="muted">{texts.counting}</p>
            ) : (
              count.data && <Counted missing={count.data.missing} fired={count.data.fired} />
            )}
          </div>
          <ProblemNotice error={count.isFetching ? null : count.error} />
        </div>
      )}
    </Dialog>
  );
}

/** The span that two times of a zone mean; null when it is none. */
export function spanOf(from: string, to: string, zone: string): Span | null {
  const span = { from: instantAt(from, zone), to: instantAt(to, zone) };
  if (span.from === null || span.to === null || span.from >= span.to) return null;
  return { from: span.from, to: span.to };
}

function Counted({ missing, fired }: { missing: number; fired: number }) {
  return (
    <div className="stack tight">
      <p className="strong">{missing === 0 ? texts.none : texts.would(missing)}</p>
      {fired > 0 && <p className="small muted">{texts.fired(fired)}</p>}
    </div>
  );
}

interface CourseProps {
  of: ScheduleKey;
  progress: Progress;
  all: number;
  running: boolean;
  error: Error | null;
}

function Course({ of, progress, all, running, error }: CourseProps) {
  const whole = Math.max(all, progress.fired, 1);
  return (
    <div className="stack">
      <div role="status">
        {running ? (
          <>
            <progress className="backfill-progress" value={progress.fired} max={whole} aria-label={texts.open} />
            <p className="numbers">{texts.progress(progress.fired, whole)}</p>
          </>
        ) : (
          <p className="strong">{texts.done(progress.fired)}</p>
        )}
        {!running && progress.next !== null && (
          <p>{error === null ? texts.stopped : asProblem(error).status === 0 && texts.broken}</p>
        )}
      </div>
      <ProblemNotice error={running ? null : error} />
      {!running && progress.fired > 0 && (
        <p>
          <Link
            to="/p/$project/executions"
            params={{ project: of.project }}
            search={{
              workflow: of.workflow,
              from: new Date(Date.parse(progress.begun) - clockSkew).toISOString(),
            }}
          >
            {texts.see}
          </Link>
        </p>
      )}
    </div>
  );
}
