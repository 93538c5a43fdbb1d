import { lazy, type Ref, Suspense } from "react";
import { Skeleton } from "../states";
import type { CompletionSource, EditorProblem } from "./editor-view";

export interface CodeEditorHandle {
  /** Moves the cursor to a place that counts from 1, shows it and takes the focus. */
  goTo: (line: number, column?: number) => void;
}

export interface CodeEditorProps {
  label: string;
  value: string;
  onChange?: (value: string) => void;
  readOnly?: boolean;
  problems?: readonly EditorProblem[];
  complete?: CompletionSource;
  /** In lines; the editor grows with its text up to here. */
  height?: "small" | "large";
  ref?: Ref<CodeEditorHandle>;
}

const Loaded = lazy(() => import("./loaded-editor"));

/** The code editor. Its code is loaded when one is first shown. Tab is not bound, so that the keyboard gets out. */
export function CodeEditor(props: CodeEditorProps) {
  return (
    <Suspense
      fallback={
        // As high as the editor at least, so that what stands below stays where it is.
        <div className={`code-editor ${props.height ?? "large"}`}>
          <Skeleton lines={props.height === "small" ? 3 : 10} />
        </div>
      }
    >
      <Loaded {...props} />
    </Suspense>
  );
}
