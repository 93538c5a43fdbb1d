import { type ReactNode, useState } from "react";
import { parseJson, pretty } from "@/lib/json";
import { forms } from "@/lib/texts/forms";
import { Button } from "@/ui/button";
import { ErrorText, Select, Switch, TextField } from "@/ui/field";
import { Markdown } from "@/ui/markdown";
import { ListWidget, MapWidget } from "./entries-widget";
import { ExpressionTrial } from "./expression-trial";
import { type FormField, isExpression, readNumber, Unreadable } from "./model";

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

export type LiteralProps = WidgetProps & { aside: ReactNode };

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

/** Keeps what is typed as it is typed, so that nothing is lost while typing `-` or `1e`. */
function NumberWidget(props: LiteralProps) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(() => textOf(value));
  const elsewhere = typeof value === "number" && (typed.trim() === "" || Number(typed) !== value);
  return (
    <TextField
      {...shared(props)}
      error={problemOf(props)}
      aside={props.aside}
      inputMode="decimal"
      value={elsewhere ? String(value) : typed}
      onChange={(text) => {
        setTyped(text);
        const read = readNumber(text);
        if (text.trim() === "") onChange(undefined);
        else onChange(read.ok ? read.value : new Unreadable(text, read.message));
      }}
    />
  );
}

function JsonWidget(props: LiteralProps) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(() =>
    value === undefined || value instanceof Unreadable ? textOf(value) : pretty(value),
  );
  return (
    <TextField
      {...shared(props)}
      hint={
        <>
          {forms.jsonHint} {shared(props).hint}
        </>
      }
      error={problemOf(props)}
      aside={props.aside}
      rows={4}
      code
      value={typed}
      onChange={(text) => {
        setTyped(text);
        const parsed = text.trim() === "" ? { ok: true as const, value: undefined } : parseJson(text);
        onChange(parsed.ok ? parsed.value : new Unreadable(text, forms.jsonBroken(parsed.message)));
      }}
    />
  );
}

/** What cannot be read is said while it is typed; other problems wait until the form is sent. */
function problemOf({ value, problem }: LiteralProps): string | null {
  return value instanceof Unreadable ? value.message : problem;
}

function textOf(value: unknown): string {
  if (value === undefined) return "";
  return String(value instanceof Unreadable ? value.typed : value);
}
