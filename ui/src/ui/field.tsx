import { Check, CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField } from "react-aria-components/TextField";
import { common } from "@/lib/texts/common";

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  optional?: boolean;
  /** Beside the label, such as a switch between two ways of writing a value. */
  aside?: ReactNode;
}

function Head({ label, optional, aside }: FieldProps) {
  return (
    <span className="field-head">
      <Label className="label">
        {label} {optional && <span className="optional">{common.optional}</span>}
      </Label>
      {aside}
    </span>
  );
}

export function ErrorText({ children }: { children: ReactNode }) {
  return (
    <span className="field-error">
      <CircleAlert size={13} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}

type TextFieldProps = FieldProps &
  Omit<ComponentProps<typeof AriaTextField>, "children" | "className" | "style"> & {
    rows?: number;
    code?: boolean;
    placeholder?: string;
    list?: string;
    /** A button on the value itself. It stands beside the label and comes after the input for whoever uses Tab. */
    tail?: ReactNode;
  };

/** One line of text, or several when `rows` is given. */
export function TextField({
  label,
  hint,
  error,
  optional,
  aside,
  rows,
  code,
  placeholder,
  list,
  tail,
  ...rest
}: TextFieldProps) {
  const inputClass = code ? "input code" : "input";
  return (
    <AriaTextField {...rest} className="field" isInvalid={Boolean(error)} validationBehavior="aria">
      <Head label={label} optional={optional} aside={aside} />
      {rows ? (
        <TextArea className={inputClass} rows={rows} placeholder={placeholder} spellCheck={!code} />
      ) : (
        <Input className={inputClass} placeholder={placeholder} list={list} spellCheck={code ? false : undefined} />
      )}
      {tail && <span className="field-tail">{tail}</span>}
      {hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      {error && (
        <FieldError className="">
          <ErrorText>{error}</ErrorText>
        </FieldError>
      )}
    </AriaTextField>
  );
}

export interface Option {
  value: string;
  label: string;
}

interface SelectProps extends FieldProps {
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  /** Offers an empty choice under this name. */
  empty?: string;
  disabled?: boolean;
  name?: string;
}

/** The browser's own list of choices: it knows phones, typing ahead and every assistive technology. */
export function Select({ label, hint, error, optional, aside, value, options, onChange, empty, ...rest }: SelectProps) {
  const id = useId();
  return (
    <div className="field">
      <span className="field-head">
        <label className="label" htmlFor={id}>
          {label} {optional && <span className="optional">{common.optional}</span>}
        </label>
        {aside}
      </span>
      <select
        {...rest}
        id={id}
        className="input"
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={hint || error ? `${id}-more` : undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {(hint || error) && (
        <span id={`${id}-more`}>
          {hint && <span className="hint">{hint}</span>}
          {error && <ErrorText>{error}</ErrorText>}
        </span>
      )}
    </div>
  );
}

interface ToggleProps {
  selected: boolean;
  onChange: (selected: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
}

export function Checkbox({ selected, onChange, disabled, children }: ToggleProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        className="visually-hidden"
        checked={selected}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="check-box" aria-hidden="true">
        <Check size={12} strokeWidth={3} />
      </span>
      <span>{children}</span>
    </label>
  );
}

export function Switch({ selected, onChange, disabled, children }: ToggleProps) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        aria-checked={selected}
        className="visually-hidden"
        checked={selected}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="switch-track" aria-hidden="true" />
      <span>{children}</span>
    </label>
  );
}
