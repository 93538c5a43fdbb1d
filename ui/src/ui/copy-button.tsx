import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { common } from "@/lib/texts/common";
import { Button } from "./button";

/** Copies a text and says so, for two seconds and to screen readers. */
export function CopyButton({ text, what, label }: { text: string; what: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <Button
        size="small"
        look={label ? "plain" : "quiet"}
        icon={copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
        aria-label={common.copyOf(what)}
        title={common.copyOf(what)}
        onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {label}
      </Button>
      <span className="visually-hidden" aria-live="polite">
        {copied ? common.copied : ""}
      </span>
    </>
  );
}

/** An id or address in one line, with its copy button. */
export function CopyLine({ text, what }: { text: string; what: string }) {
  return (
    <span className="copy-line">
      <code title={text}>{text}</code>
      <CopyButton text={text} what={what} />
    </span>
  );
}
