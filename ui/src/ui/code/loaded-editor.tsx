import { useEffect, useImperativeHandle, useRef } from "react";
import type { CodeEditorProps } from "./code-editor";
import { createEditor, type Editor } from "./editor-view";

/** Keeps one editor for as long as the component is there and hands changes of its properties on. */
export default function LoadedEditor(props: CodeEditorProps) {
  const { label, value, readOnly = false, problems, height = "large", ref } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(null);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    if (!host.current) return;
    const made = createEditor({
      host: host.current,
      text: latest.current.value,
      label,
      readOnly,
      height,
      onChange: (text) => latest.current.onChange?.(text),
      complete: (text, offset) => latest.current.complete?.(text, offset) ?? null,
    });
    editor.current = made;
    return () => {
      made.destroy();
      editor.current = null;
    };
  }, [label, readOnly, height]);
  useEffect(() => editor.current?.setText(value), [value]);
  // The editor is made anew when one of its settings changes, and then has to be told its problems again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => editor.current?.setProblems(problems ?? []), [problems, label, readOnly, height]);
  useImperativeHandle(ref, () => ({ goTo: (line, column) => editor.current?.goTo(line, column ?? 1) }), []);
  return <div className={`code-editor ${height}`} ref={host} />;
}
