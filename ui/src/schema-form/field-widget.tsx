import { Plus, X } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { parseJson, pretty } from "@/lib/json";
import { forms } from "@/lib/texts/forms";
import { Button } from "@/ui/button";
import { ErrorText, Select, Switch, TextField } from "@/ui/field";
import { Markdown } from "@/ui/markdown";
import { ExpressionTrial } from "./expression-trial";
import { type FormField, isExpression } from "./model";

export interface WidgetProps {
  field: FormField;
  value: unknown;
  problem: string | null;
  expressions: boolean;
  /** A secret that is stored and need not be given again. */
  kept: boolean;
  onChange: (value: unknown) => void;
}

/** The input for one property. Where it cannot be a text, a switch offers to write an expression instead. */
export function FieldWidget(props: WidgetProps) {
  const { field, value, expressions } = props;
  const takesText = field.widget === "text" || field.widget === "long-text" || field.widget === "secret";
  const [chosen, setChosen] = useState(() => !takesText && isExpression(value));
  const trial = expressions && isExpression(value) && <ExpressionTrial text={value} label={field.label} />;
  if (!expressions || takesText) {
    return (
      <WithTrial trial={trial}>
        <Literal {...props} aside={null} />
      </WithTrial>
    );
  }
  const asExpression = chosen || isExpression(value);
  const aside = (
    <Button
      look="quiet"
      size="small"
      aria-label={`${asExpression ? forms.useValue : forms.useExpression}: ${field.label}`}
      title={asExpression ? forms.useValue : forms.useExpression}
      aria-pressed={asExpression}
      onClick={() => {
        props.onChange(undefined);
        setChosen(!asExpression);
      }}
    >
      <code>{"{{ }}"}</code>
    </Button>
  );
  if (!asExpression) return <Literal {...props} aside={aside} />;
  return (
    <WithTrial trial={trial}>
      <TextField
        {...shared(props)}
        aside={aside}
        code
        hint={forms.expressionHint}
        value={typeof value === "string" ? value : ""}
        onChange={props.onChange}
      />
    </WithTrial>
  );
}

/** One child of the form whether or not there is something to try, so that the field stays the same while typing. */
function WithTrial({ trial, children }: { trial: ReactNode; children: ReactNode }) {
  return (
    <div className="stack tight">
      {children}
      {trial}
    </div>
  );
}

function shared({ field, problem }: WidgetProps) {
  return {
    label: field.label,
    hint: field.description ? <Markdown text={field.description} inline /> : undefined,
    error: problem,
    optional: !field.required,
    placeholder: field.placeholder,
  };
}

type LiteralProps = WidgetProps & { aside: ReactNode };

function Literal(props: LiteralProps) {
  const { field, value, onChange } = props;
  switch (field.widget) {
    case "text":
    case "long-text":
      return (
        <TextField
          {...shared(props)}
          rows={field.widget === "long-text" ? 4 : undefined}
          code={field.code}
          value={value === undefined || value === null ? "" : String(value)}
          onChange={onChange}
        />
      );
    case "secret":
      return (
        <TextField
          {...shared(props)}
          hint={props.kept ? forms.secretKept : shared(props).hint}
          type="password"
          autoComplete="off"
          value={typeof value === "string" ? value : ""}
          onChange={onChange}
        />
      );
    case "number":
    case "integer":
      return <NumberWidget {...props} />;
    case "boolean":
      return <BooleanWidget {...props} />;
    case "choice":
      return (
        <Select
          {...shared(props)}
          aside={props.aside}
          value={value === undefined ? "" : String(value)}
          empty={field.schema.default === undefined ? forms.noChoice : forms.defaultIs(String(field.schema.default))}
          options={field.choices}
          onChange={(text) => onChange(field.choices.find((choice) => choice.value === text)?.raw)}
        />
      );
    case "list":
      return <ListWidget {...props} />;
    case "map":
      return <MapWidget {...props} />;
    default:
      return <JsonWidget {...props} />;
  }
}

function BooleanWidget(props: LiteralProps) {
  const { field, value, onChange } = props;
  const standard = field.schema.default === true;
  return (
    <div className="field">
      <span className="field-head">
        <Switch selected={value === undefined ? standard : value === true} onChange={onChange}>
          <span className="label">{field.label}</span>
        </Switch>
        {props.aside}
      </span>
      {field.description && <Markdown text={field.description} className="hint" />}
      {props.problem && <ErrorText>{props.problem}</ErrorText>}
    </div>
  );
}

/** Keeps what is typed as long as it is no number, so that nothing is lost while typing `-` or `1e`. */
function NumberWidget(props: LiteralProps) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(value === undefined ? "" : String(value));
  const shown = typeof value === "number" && Number(typed) !== value ? String(value) : typed;
  return (
    <TextField
      {...shared(props)}
      aside={props.aside}
      inputMode="decimal"
      value={shown}
      onChange={(text) => {
        setTyped(text);
        const number = Number(text);
        if (text.trim() === "") onChange(undefined);
        else onChange(Number.isFinite(number) ? number : text);
      }}
    />
  );
}

function JsonWidget(props: LiteralProps) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(() => (value === undefined ? "" : pretty(value)));
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <TextField
      {...shared(props)}
      hint={
        <>
          {forms.jsonHint} {shared(props).hint}
        </>
      }
      error={broken ?? props.problem}
      aside={props.aside}
      rows={4}
      code
      value={typed}
      onChange={(text) => {
        setTyped(text);
        const parsed = text.trim() === "" ? { ok: true as const, value: undefined } : parseJson(text);
        setBroken(parsed.ok ? null : forms.jsonBroken(parsed.message));
        if (parsed.ok) onChange(parsed.value);
      }}
    />
  );
}

function ListWidget(props: LiteralProps) {
  const { field, value, onChange } = props;
  const legend = useId();
  const items = Array.isArray(value) ? value : [];
  const numbers = field.schema.items?.type === "integer" || field.schema.items?.type === "number";
  const read = (text: string) => (numbers && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text);
  const change = (next: unknown[]) => onChange(next.length === 0 ? undefined : next);
  return (
    <fieldset className="field" aria-labelledby={legend}>
      <Legend id={legend} {...props} />
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <span className="entry" key={index}>
          <input
            className="input"
            aria-label={`${field.label}: ${forms.item(index + 1)}`}
            value={String(item)}
            onChange={(event) => change(items.with(index, read(event.target.value)))}
          />
          <Remove index={index} onRemove={() => change(items.toSpliced(index, 1))} />
        </span>
      ))}
      <span>
        <Button size="small" icon={<Plus size={14} aria-hidden="true" />} onClick={() => change([...items, ""])}>
          {forms.addItem}
        </Button>
      </span>
      {props.problem && <ErrorText>{props.problem}</ErrorText>}
    </fieldset>
  );
}

/** Names and values. Entries are kept apart from the object, so that two may have one name while typing. */
function MapWidget(props: LiteralProps) {
  const { field, value, onChange } = props;
  const legend = useId();
  const [entries, setEntries] = useState<[string, string][]>(() =>
    Object.entries((value ?? {}) as Record<string, unknown>).map(([name, each]) => [
      name,
      typeof each === "string" ? each : JSON.stringify(each),
    ]),
  );
  function change(next: [string, string][]) {
    setEntries(next);
    const named = next.filter(([name]) => name !== "");
    onChange(named.length === 0 ? undefined : Object.fromEntries(named));
  }
  return (
    <fieldset className="field" aria-labelledby={legend}>
      <Legend id={legend} {...props} />
      {entries.map(([name, text], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <span className="entry" key={index}>
          <input
            className="input"
            aria-label={`${field.label}: ${forms.entryName(index + 1)}`}
            placeholder={forms.name}
            value={name}
            onChange={(event) => change(entries.with(index, [event.target.value, text]))}
          />
          <input
            className="input"
            aria-label={`${field.label}: ${forms.entryValue(index + 1)}`}
            placeholder={forms.value}
            value={text}
            onChange={(event) => change(entries.with(index, [name, event.target.value]))}
          />
          <Remove index={index} onRemove={() => change(entries.toSpliced(index, 1))} />
        </span>
      ))}
      <span>
        <Button
          size="small"
          icon={<Plus size={14} aria-hidden="true" />}
          onClick={() => setEntries([...entries, ["", ""]])}
        >
          {forms.addEntry}
        </Button>
      </span>
      {props.problem && <ErrorText>{props.problem}</ErrorText>}
    </fieldset>
  );
}

function Legend({ id, ...props }: LiteralProps & { id: string }) {
  const { field } = props;
  return (
    <>
      <span className="field-head">
        <span id={id} className="label">
          {field.label}
        </span>
        {props.aside}
      </span>
      {field.description && <Markdown text={field.description} className="hint" />}
    </>
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
