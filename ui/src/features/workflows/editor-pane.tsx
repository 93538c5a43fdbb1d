import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, Play, Rocket, Save } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { asProblem } from "@/lib/api/problem";
import { actionQuery, actionsQuery, connectionsQuery } from "@/lib/api/queries";
import { useRole } from "@/lib/session";
import { errors } from "@/lib/texts/common";
import { workflows as texts } from "@/lib/texts/workflows";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { CodeEditor, type CodeEditorHandle } from "@/ui/code/code-editor";
import { Panel } from "@/ui/panel";
import { ProblemNotice, Skeleton } from "@/ui/states";
import { UnsavedGuard } from "@/ui/unsaved-guard";
import { type Knowledge, suggest } from "./completion";
import { Conflict } from "./conflict";
import "./editor.css";
import type { Outline } from "./outline";
import { OutlineView } from "./outline-view";
import { RunDialog } from "./run-dialog";
import { TryPanel } from "./try-panel";
import { type Stored, useSaveDraft, useValidation, useWorkflowCommand } from "./use-draft";
import { WorkflowMenu } from "./workflow-menu";

const route = getRouteApi("/shell/p/$project/workflows/$workflow");

/** The text with its outline and problems beside it. What is typed here is kept until it is saved or left. */
export function EditorPane({ loaded }: { loaded: Stored }) {
  const { project, workflow: id } = route.useParams();
  const workflow = loaded.data;
  const mayEdit = useRole("editor");
  const mayRun = useRole("operator");
  const [text, setText] = useState(workflow.text);
  const [base, setBase] = useState({ text: workflow.text, tag: loaded.tag });
  const [running, setRunning] = useState(false);
  const editor = useRef<CodeEditorHandle>(null);
  const dirty = text !== base.text;
  const outline = useOutline(text);
  const validated = useValidation(project, text);
  const problems = validated ?? (dirty ? [] : workflow.problems);
  const save = useSaveDraft(project, id);
  const command = useWorkflowCommand(project, id);
  const complete = useCompletion(project);

  async function store(over = base.tag): Promise<boolean> {
    try {
      const saved = await save.mutateAsync({ text, tag: over });
      setBase({ text, tag: saved.tag });
      return true;
    } catch {
      return false;
    }
  }

  async function publish() {
    if (dirty && !(await store())) return;
    try {
      const made = await command.mutateAsync("publish");
      if (made.version !== null) toast(texts.publishedAs(made.version));
    } catch {
      // It is shown beside the text.
    }
  }

  const failed = save.error ?? command.error;
  const busy = save.isPending || command.isPending;
  return (
    <div className="stack">
      <UnsavedGuard dirty={dirty} />
      <div className="row apart">
        <span className="small muted" aria-live="polite">
          {dirty ? texts.unsaved : mayEdit ? <span className="for-keys">{texts.keysHint}</span> : texts.readOnly}
        </span>
        <div className="row">
          {mayRun && (
            <Button icon={<Play size={15} aria-hidden="true" />} onClick={() => setRunning(true)}>
              {texts.run}
            </Button>
          )}
          {mayEdit && (
            <>
              <Button
                icon={<Save size={15} aria-hidden="true" />}
                disabled={!dirty}
                busy={busy}
                onClick={async () => {
                  if (await store()) toast(texts.draftSaved);
                }}
              >
                {texts.saveDraft}
              </Button>
              <Button
                look="primary"
                icon={<Rocket size={15} aria-hidden="true" />}
                disabled={!dirty && workflow.version !== null && !workflow.changed}
                busy={busy}
                onClick={publish}
              >
                {texts.publish}
              </Button>
              <WorkflowMenu workflow={workflow} />
            </>
          )}
        </div>
      </div>
      {asProblem(failed).status === 412 ? (
        <Conflict
          mine={text}
          onTakeTheirs={(theirs) => {
            setText(theirs.data.text);
            setBase({ text: theirs.data.text, tag: theirs.tag });
            save.reset();
          }}
          onKeepMine={async (theirs) => {
            setBase({ text: theirs.data.text, tag: theirs.tag });
            if (await store(theirs.tag)) toast(texts.draftSaved);
          }}
        />
      ) : (
        <ProblemNotice error={failed} />
      )}
      <div className="split">
        <div className="stack">
          <CodeEditor
            ref={editor}
            label={texts.editorLabel}
            value={text}
            readOnly={!mayEdit}
            problems={problems}
            complete={complete}
            onChange={(next) => {
              setText(next);
              save.reset();
              command.reset();
            }}
          />
          <Problems
            problems={problems}
            checking={validated === null && dirty}
            onGoTo={(problem) => editor.current?.goTo(problem.line, problem.column)}
          />
        </div>
        <div className="editor-aside stack">
          <Panel title={texts.outline}>
            {outline === undefined ? (
              <Skeleton lines={4} />
            ) : (
              <OutlineView outline={outline} onGoTo={(line) => editor.current?.goTo(line)} />
            )}
          </Panel>
          {mayEdit && <TryPanel />}
        </div>
      </div>
      <RunDialog
        open={running}
        onClose={() => setRunning(false)}
        workflow={id}
        version={workflow.version}
        text={text}
        sample={outline?.sample}
      />
    </div>
  );
}

/** While a text cannot be read, the outline of the last readable one stays. Undefined until the reader is loaded. */
function useOutline(text: string): Outline | null | undefined {
  const deferred = useDeferredValue(text);
  const [outline, setOutline] = useState<Outline | null>();
  useEffect(() => {
    let current = true;
    void import("./outline").then(({ outlineOf }) => {
      if (current) setOutline((last) => outlineOf(deferred) ?? last ?? null);
    });
    return () => {
      current = false;
    };
  }, [deferred]);
  return outline;
}

function useCompletion(project: string) {
  const queryClient = useQueryClient();
  const { data: schema } = useQuery({
    queryKey: ["schemas", "workflow"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET("/schemas/workflow.json")),
  });
  const { data: actions } = useQuery(actionsQuery);
  const { data: connections } = useQuery(connectionsQuery(project));
  return useMemo(() => {
    const knowledge: Knowledge = {
      schema: (schema ?? {}) as Knowledge["schema"],
      actions: actions?.items ?? [],
      connections: connections ?? [],
      inputOf: async (action) => {
        try {
          return (await queryClient.ensureQueryData(actionQuery(action))).input as Knowledge["schema"];
        } catch {
          return null;
        }
      },
    };
    return (text: string, offset: number) => suggest(knowledge, text, offset);
  }, [schema, actions, connections, queryClient]);
}

function Problems({
  problems,
  checking,
  onGoTo,
}: {
  problems: readonly Schemas["ProblemView"][];
  checking: boolean;
  onGoTo: (problem: Schemas["ProblemView"]) => void;
}) {
  return (
    <section className="panel" aria-label={texts.problemsTitle}>
      <p className="panel-body row small" role="status">
        {problems.length === 0 ? (
          <CircleCheck size={15} aria-hidden="true" />
        ) : (
          <CircleAlert size={15} aria-hidden="true" />
        )}
        {checking ? texts.checking : texts.problems(problems.length)}
      </p>
      {problems.length > 0 && (
        <ul className="problem-list small">
          {problems.slice(0, 100).map((problem) => (
            <li key={`${problem.line} ${problem.column} ${problem.message}`}>
              <button type="button" onClick={() => onGoTo(problem)}>
                <span className="faint numbers">{problem.line > 0 && errors.place(problem.line, problem.column)}</span>
                <span>{problem.message}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
