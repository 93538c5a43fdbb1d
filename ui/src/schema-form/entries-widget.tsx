import { Plus, X } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { parseJson } from "@/lib/json";
import { forms } from "@/lib/texts/forms";
import { Button } from "@/ui/button";
import { ErrorText } from "@/ui/field";
import { Markdown } from "@/ui/markdown";
import type { LiteralProps } from "./field-widget";
import { isExpression, problemOfItem, readNumber, takesNumbers, Unreadable } from "./model";

/** A list of texts or numbers. What is typed is kept beside the items, so that `1.` can become `1.5`. */
export function ListWidget(props: LiteralProps) {
  const { field, value, onChange } = props;
  const items = Array.isArray(value) ? value : [];
  const problem = unreadableIn(items) ?? props.problem;
  const [typed, setTyped] = useState<string[]>(() => items.map(textOf));
  function read(text: string): unknown {
    if (!takesNumbers(field.schema) || text.trim() === "" || isExpression(text)) return text;
    const number = readNumber(text);
    return number.ok ? number.value : new Unreadable(text, number.message);
  }
  function change(texts: string[], next: unknown[]) {
    setTyped(texts);
    onChange(next.length === 0 ? undefined : next);
  }
  return (
    <Entries {...props} problem={problem} add={forms.addItem} onAdd={() => change([...typed, ""], [...items, ""])}>
      {typed.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <span className="entry" key={index}>
          <input
            className="input"
            aria-label={`${field.label}: ${forms.item(index + 1)}`}
            aria-invalid={isWrong(field.schema, items[index], problem) || undefined}
            value={text}
            onChange={(event) =>
              change(typed.with(index, event.target.value), items.with(index, read(event.target.value)))
            }
          />
          <Remove index={index} onRemove={() => change(typed.toSpliced(index, 1), items.toSpliced(index, 1))} />
        </span>
      ))}
    </Entries>
  );
}

function unreadableIn(items: unknown[]): string | null {
  const index = items.findIndex((item) => item instanceof Unreadable);
  return index < 0 ? null : forms.inItem(index + 1, (items[index] as Unreadable).message);
}

/** An entry that is still empty is not called wrong before the form was sent. */
function isWrong(schema: LiteralProps["field"]["schema"], item: unknown, problem: string | null): boolean {
  return item instanceof Unreadable || (problem !== null && problemOfItem(schema, item) !== null);
}

function textOf(item: unknown): string {
  if (item instanceof Unreadable) return String(item.typed);
  return typeof item === "object" ? JSON.stringify(item) : String(item);
}

interface Entry {
  name: string;
  text: string;
  /** It came as something else than a text and stays that, as long as what is typed can be read so. */
  other: boolean;
}

/** Names and values. Entries are kept apart from the object, so that two may have one name while typing. */
export function MapWidget(props: LiteralProps) {
  const { field, value, onChange } = props;
  const [entries, setEntries] = useState<Entry[]>(() => entriesOf(value));
  const wrong = firstWrong(entries);
  function change(next: Entry[]) {
    setEntries(next);
    const problem = firstWrong(next);
    const named = next.filter(({ name }) => name !== "");
    if (problem) onChange(new Unreadable(next, problem.message));
    else onChange(named.length === 0 ? undefined : Object.fromEntries(named.map((each) => [each.name, read(each)])));
  }
  return (
    <Entries
      {...props}
      problem={wrong?.message ?? props.problem}
      add={forms.addEntry}
      onAdd={() => change([...entries, { name: "", text: "", other: false }])}
    >
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <span className="entry" key={index}>
          <input
            className="input"
            aria-label={`${field.label}: ${forms.entryName(index + 1)}`}
            aria-invalid={wrong?.index === index || undefined}
            placeholder={forms.name}
            value={entry.name}
            onChange={(event) => change(entries.with(index, { ...entry, name: event.target.value }))}
          />
          <input
            className="input"
            aria-label={`${field.label}: ${forms.entryValue(index + 1)}`}
            placeholder={forms.value}
            value={entry.text}
            onChange={(event) => change(entries.with(index, { ...entry, text: event.target.value }))}
          />
          <Remove index={index} onRemove={() => change(entries.toSpliced(index, 1))} />
        </span>
      ))}
    </Entries>
  );
}

function entriesOf(value: unknown): Entry[] {
  if (value instanceof Unreadable) return value.typed as Entry[];
  return Object.entries((value ?? {}) as Record<string, unknown>).map(([name, each]) => ({
    name,
    text: typeof each === "string" ? each : JSON.stringify(each),
    other: typeof each !== "string",
  }));
}

function read({ text, other }: Entry): unknown {
  if (!other) return text;
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : text;
}

/** The first entry that would be lost: it has the name of one before, or a value and no name. */
function firstWrong(entries: readonly Entry[]): { index: number; message: string } | null {
  const seen = new Set<string>();
  for (const [index, { name, text }] of entries.entries()) {
    if (name === "" && text !== "") return { index, message: forms.nameless(index + 1) };
    if (name !== "" && seen.has(name)) return { index, message: forms.nameTwice(name) };
    seen.add(name);
  }
  return null;
}

type EntriesProps = LiteralProps & { add: string; onAdd: () => void; children: ReactNode };

function Entries({ field, aside, problem, add, onAdd, children }: EntriesProps) {
  const id = useId();
  return (
    <fieldset
      className="field"
      aria-labelledby={`${id}-legend`}
      aria-describedby={problem ? `${id}-problem` : undefined}
      data-problem={problem ? true : undefined}
    >
      <span className="field-head">
        <span id={`${id}-legend`} className="label">
          {field.label}
        </span>
        {aside}
      </span>
      {field.description && <Markdown text={field.description} className="hint" />}
      {children}
      <span>
        <Button size="small" icon={<Plus size={14} aria-hidden="true" />} onClick={onAdd}>
          {add}
        </Button>
      </span>
      {problem && (
        <span id={`${id}-problem`}>
          <ErrorText>{problem}</ErrorText>
        </span>
      )}
    </fieldset>
  );
}

function Remove({ index, onRemove }: { index: number; onRemove: () => void }) {
  return (
    <Button
      look="quiet"
      icon={<X size={15} aria-hidden="true" />}
      aria-label={forms.removeItem(index + 1)}
      onClick={onRemove}
    />
  );
}
