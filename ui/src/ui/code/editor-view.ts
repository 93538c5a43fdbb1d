import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Text } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

export interface EditorProblem {
  /** From 1; 0 when the problem belongs to no place. */
  line: number;
  column: number;
  message: string;
  severity?: "error" | "warning";
}

export interface Suggestion {
  label: string;
  /** What is written; the label when absent. */
  insert?: string;
  detail?: string;
  info?: string;
  kind: "key" | "value";
}

export interface Suggestions {
  /** Where the word begins that they complete. */
  from: number;
  items: Suggestion[];
}

export type CompletionSource = (text: string, offset: number) => Promise<Suggestions | null> | Suggestions | null;

export interface EditorOptions {
  host: HTMLElement;
  text: string;
  label: string;
  readOnly: boolean;
  height: "small" | "large";
  onChange: (text: string) => void;
  complete: CompletionSource;
}

export interface Editor {
  setText: (text: string) => void;
  setProblems: (problems: readonly EditorProblem[]) => void;
  goTo: (line: number, column: number) => void;
  destroy: () => void;
}

const theme = EditorView.theme({
  "&": { fontSize: "0.8125rem", color: "var(--color-text)", backgroundColor: "var(--color-surface)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.6", overflow: "auto" },
  ".cm-content": { padding: "0.5rem 0", caretColor: "var(--color-text)" },
  ".cm-cursor": { borderLeftColor: "var(--color-text)" },
  ".cm-gutters": {
    backgroundColor: "var(--color-surface)",
    color: "var(--color-text-faint)",
    border: "none",
    paddingRight: "0.25rem",
  },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--color-neutral-soft) 45%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--color-text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--color-accent) 24%, transparent)",
  },
  ".cm-matchingBracket": { backgroundColor: "var(--color-neutral-soft)", outline: "1px solid var(--color-border)" },
  ".cm-tooltip": {
    backgroundColor: "var(--color-raised)",
    color: "var(--color-text)",
    border: "1px solid var(--color-border)",
    borderRadius: "0.375rem",
    boxShadow: "var(--shadow-large)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono)", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.6rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--color-selected)",
    color: "var(--color-text)",
  },
  ".cm-completionDetail": { color: "var(--color-text-muted)", fontStyle: "normal", marginLeft: "0.75rem" },
  ".cm-completionInfo": { padding: "0.5rem 0.75rem", maxWidth: "22rem", fontFamily: "var(--font-sans)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-diagnostic": { padding: "0.4rem 0.7rem", fontFamily: "var(--font-sans)" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--color-danger)" },
  ".cm-diagnostic-warning": { borderLeft: "3px solid var(--color-warning)" },
  ".cm-panels": { backgroundColor: "var(--color-sunken)", color: "var(--color-text)" },
  ".cm-textfield": { backgroundColor: "var(--color-surface)", border: "1px solid var(--color-border-strong)" },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--color-surface)",
    border: "1px solid var(--color-border-strong)",
  },
});

const heights = {
  small: EditorView.theme({ "&": { maxHeight: "18rem" }, ".cm-content, .cm-gutter": { minHeight: "6rem" } }),
  large: EditorView.theme({
    "&": { maxHeight: "calc(100dvh - 19rem)" },
    ".cm-content, .cm-gutter": { minHeight: "24rem" },
  }),
};

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--color-link)" },
  { tag: [tags.string, tags.content], color: "var(--color-text)" },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: "var(--color-special)" },
  { tag: tags.comment, color: "var(--color-text-faint)", fontStyle: "italic" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "var(--color-text-muted)" },
  { tag: tags.invalid, color: "var(--color-danger)" },
]);

function completions(source: CompletionSource) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const found = await source(context.state.doc.toString(), context.pos);
    if (!found || found.items.length === 0) return null;
    if (!context.explicit && found.from === context.pos) return null;
    return { from: found.from, options: found.items.map(option), validFor: /^[\w.#@/"-]*$/ };
  };
}

function option(item: Suggestion): Completion {
  return {
    label: item.label,
    apply: item.insert ?? item.label,
    detail: item.detail,
    info: item.info,
    type: item.kind === "key" ? "property" : "text",
  };
}

/** A problem as a stretch of the text: from its place to the end of the word, or the whole line. */
function diagnostic(doc: Text, problem: EditorProblem): Diagnostic {
  const line = doc.line(Math.min(Math.max(problem.line, 1), doc.lines));
  const from = Math.min(line.from + Math.max(0, problem.column - 1), line.to);
  const word = /^[^\s:,}\]]+/.exec(line.text.slice(from - line.from));
  const to = word ? from + word[0].length : line.to;
  return { from, to, severity: problem.severity ?? "error", message: problem.message };
}

/**
 * Makes an editor inside a shadow tree: there the editor's styles are adopted style sheets, which a content security
 * policy without inline styles permits. Colours come in through the custom properties of the page.
 */
export function createEditor(options: EditorOptions): Editor {
  const root = options.host.shadowRoot ?? options.host.attachShadow({ mode: "open" });
  let setting = false;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        history(),
        drawSelection(),
        indentUnit.of("  "),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightSelectionMatches(),
        lintGutter(),
        autocompletion({ override: [completions(options.complete)], icons: false }),
        // JSON is YAML too, so one grammar colours both.
        yaml(),
        syntaxHighlighting(colours),
        theme,
        heights[options.height],
        EditorState.readOnly.of(options.readOnly),
        EditorView.editable.of(!options.readOnly),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": options.label,
          tabindex: "0",
        }),
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !setting) options.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText(text) {
      if (text === view.state.doc.toString()) return;
      setting = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      setting = false;
    },
    setProblems(problems) {
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => diagnostic(view.state.doc, problem)).sort((one, other) => one.from - other.from),
        ),
      );
    },
    goTo(line, column) {
      const target = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      const position = Math.min(target.from + Math.max(0, column - 1), target.to);
      view.dispatch({ selection: { anchor: position }, effects: EditorView.scrollIntoView(position, { y: "center" }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
