import { pretty } from "@/lib/json";
import { common } from "@/lib/texts/common";
import { CopyButton } from "./copy-button";

/** What is shown at most, in characters; the copy has everything. */
const shown = 100_000;

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function coloured(text: string) {
  const parts: (string | { kind: string; text: string })[] = [];
  let at = 0;
  for (const match of text.matchAll(token)) {
    if (match.index > at) parts.push(text.slice(at, match.index));
    const kind = match[1] === undefined ? "literal" : match[2] === undefined ? "text" : "key";
    parts.push({ kind, text: match[1] ?? match[0] });
    if (match[2]) parts.push(match[2]);
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}

/** A JSON value, read only, with a copy button. A text that is no JSON value is shown as it is. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  if (value === null || value === undefined) return <p className="faint">{common.nothing}</p>;
  const text = typeof value === "string" ? value : pretty(value);
  const visible = text.length > shown ? `${text.slice(0, shown)}\n…` : text;
  return (
    <div className="with-copy">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot keep the spaces of the text */}
      <pre className="code-block" tabIndex={0} role="group" aria-label={label}>
        {typeof value === "string"
          ? visible
          : coloured(visible).map((part, index) =>
              typeof part === "string" ? (
                part
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts are a function of the text
                <span key={index} className={part.kind}>
                  {part.text}
                </span>
              ),
            )}
      </pre>
      <span className="copy">
        <CopyButton text={text} what={label} />
      </span>
    </div>
  );
}
