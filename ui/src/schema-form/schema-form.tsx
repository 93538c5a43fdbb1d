import { useId, useState } from "react";
import { forms } from "@/lib/texts/forms";
import { Markdown } from "@/ui/markdown";
import { FieldWidget } from "./field-widget";
import { type FormField, fieldsOf, isVisible, type Values, withValue } from "./model";
import type { JsonSchema } from "./schema";
import "./schema-form.css";

export interface SchemaFormProps {
  schema: JsonSchema;
  values: Values;
  onChange: (values: Values) => void;
  /** Messages by the path of their field. */
  problems?: ReadonlyMap<string, string>;
  /** Whether values may be expressions, as in a workflow; a connection takes plain values only. */
  expressions?: boolean;
  /** Names of secrets that are stored already and may stay as they are. */
  stored?: readonly string[];
  /** All fields hide what is typed. */
  secret?: boolean;
}

interface FieldsProps extends SchemaFormProps {
  parent?: string;
}

/** A form for an object described by JSON Schema: what is needed first, what is rarely needed folded away. */
export function SchemaForm(props: FieldsProps) {
  const fields = fieldsOf(props.schema, props.parent);
  const visible = fields.filter((field) => isVisible(field, fields, props.values));
  const plain = visible.filter((field) => !field.advanced);
  const advanced = visible.filter((field) => field.advanced);
  const opened = advanced.some(
    (field) => props.values[field.name] !== undefined || props.problems?.has(field.path) === true,
  );
  if (visible.length === 0) return <p className="muted">{forms.noFields}</p>;
  return (
    <div className="schema-form">
      {plain.map((field) => (
        <Field key={field.name} field={field} {...props} />
      ))}
      {advanced.length > 0 && (
        <details className="advanced" open={opened || undefined}>
          <summary>{forms.advanced(advanced.length)}</summary>
          <div className="schema-form">
            {advanced.map((field) => (
              <Field key={field.name} field={field} {...props} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

function Field({ field, ...props }: FieldsProps & { field: FormField }) {
  const legend = useId();
  const { values, onChange } = props;
  const value = values[field.name];
  const problem = useProblem(props.problems, field.path, value);
  if (field.widget === "object") {
    return (
      <fieldset className="nested" aria-labelledby={legend}>
        <legend id={legend} className="label">
          {field.label}
        </legend>
        {field.description && <Markdown text={field.description} className="hint" />}
        <SchemaForm
          {...props}
          schema={field.schema}
          parent={field.path}
          values={(value ?? {}) as Values}
          onChange={(inner) =>
            onChange(withValue(values, field.name, Object.keys(inner).length === 0 ? undefined : inner))
          }
        />
      </fieldset>
    );
  }
  return (
    <FieldWidget
      field={props.secret ? { ...field, widget: "secret" } : field}
      value={value}
      problem={problem}
      expressions={props.expressions ?? false}
      kept={props.stored?.includes(field.name) ?? false}
      onChange={(next) => onChange(withValue(values, field.name, next))}
    />
  );
}

/** What was told about the value; once that is another, nobody has judged it yet. */
function useProblem(problems: SchemaFormProps["problems"], path: string, value: unknown): string | null {
  const [judged, setJudged] = useState({ problems, value });
  if (judged.problems !== problems) setJudged({ problems, value });
  return judged.problems === problems && judged.value !== value ? null : (problems?.get(path) ?? null);
}
