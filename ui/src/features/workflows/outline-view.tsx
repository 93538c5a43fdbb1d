import { CalendarClock, CircleHelp, CornerDownRight, Hand, RefreshCw, Webhook } from "lucide-react";
import type { ComponentType } from "react";
import { executions } from "@/lib/texts/executions";
import { workflows as texts } from "@/lib/texts/workflows";
import { stepIcons } from "@/ui/step-kind";
import type { Entry, Outline } from "./outline";

const icons: Record<Entry["kind"], ComponentType<{ size?: number; "aria-hidden"?: boolean }>> = {
  manual: Hand,
  webhook: Webhook,
  schedule: CalendarClock,
  end: CornerDownRight,
  poll: RefreshCw,
  ...stepIcons,
  unknown: CircleHelp,
};

const words: Record<Entry["kind"], string> = { ...executions.kinds, ...texts.outlineKinds };

const telling: ReadonlySet<Entry["kind"]> = new Set(["wait", "approval", "set_variable", "workflow", "end"]);

/** An action and a trigger are known by their detail alone; `30 minutes` alone would not say that it is a wait. */
function said({ kind, detail }: Entry): string {
  if (detail === "") return words[kind];
  return telling.has(kind) ? `${words[kind]}: ${detail}` : detail;
}

/** The same workflow as a list; choosing an entry goes to its line. */
export function OutlineView({ outline, onGoTo }: { outline: Outline | null; onGoTo: (line: number) => void }) {
  if (outline === null) return <p className="muted small">{texts.outlineUnreadable}</p>;
  const groups: [string, Entry[]][] = [
    [texts.outlineTriggers, outline.triggers],
    [texts.outlineSteps, outline.steps],
    [texts.outlineFailure, outline.onFailure],
  ];
  if (groups.every(([, entries]) => entries.length === 0)) return <p className="muted small">{texts.outlineEmpty}</p>;
  return groups
    .filter(([, entries]) => entries.length > 0)
    .map(([title, entries]) => (
      <section key={title} className="outline-group">
        <h3 className="small faint">{title}</h3>
        <ol>
          {entries.map((entry) => (
            <OutlineEntry key={`${entry.line} ${entry.id}`} entry={entry} onGoTo={onGoTo} />
          ))}
        </ol>
      </section>
    ));
}

function OutlineEntry({ entry, onGoTo }: { entry: Entry; onGoTo: (line: number) => void }) {
  const Icon = icons[entry.kind];
  return (
    <li>
      <button type="button" className="outline-entry" onClick={() => onGoTo(entry.line)}>
        <Icon size={14} aria-hidden />
        <span className="two-lines">
          <span className="strong clip">{entry.id || "–"}</span>
          <span className="small faint clip">{said(entry)}</span>
          {entry.forEach !== undefined && (
            <span className="small faint clip">{texts.outlineForEach(entry.forEach)}</span>
          )}
        </span>
      </button>
    </li>
  );
}
