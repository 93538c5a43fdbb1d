import { Search } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import type { Option } from "./field";

/** How long typing rests before a list is asked again, in milliseconds. */
const rest = 250;

/** A search that follows the address: typing changes it after a rest, going back changes the field. */
export function SearchField({
  label,
  value,
  onChange,
  placeholder,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
}) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      change.current(typed);
    }, rest);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className="field search">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <span className="search-box">
        <Search size={15} aria-hidden="true" />
        <input
          id={id}
          type="search"
          className="input"
          value={typed}
          placeholder={placeholder ?? label}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
        />
      </span>
    </div>
  );
}

/** A filter above a list: the browser's select with its name as the first line of what it shows. */
export function FilterSelect({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{`${label}: all`}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
