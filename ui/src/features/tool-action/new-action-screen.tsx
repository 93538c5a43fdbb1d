import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Rocket } from "lucide-react";
import { useState } from "react";
import { answer, answerWithTag, api, type Schemas } from "@/lib/api/client";
import { actionQuery, connectionsQuery } from "@/lib/api/queries";
import { yamlBody } from "@/lib/api/yaml";
import { focusFirstProblem } from "@/lib/focus-problem";
import { toolAction as texts } from "@/lib/texts/tool-action";
import { toast } from "@/lib/toasts";
import { ActionForm, type ActionInput, firstConnection } from "@/schema-form/action-form";
import { problemsOf, visibleValues } from "@/schema-form/model";
import type { JsonSchema } from "@/schema-form/schema";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Page } from "@/ui/page";
import { Loaded, Panel } from "@/ui/panel";
import { Notice, ProblemNotice } from "@/ui/states";
import { UnsavedGuard } from "@/ui/unsaved-guard";
import { isTaken, useNewId, WorkflowIdField } from "@/ui/workflow-id-field";
import { ActionPicker } from "./action-picker";
import { initialTrigger, missingOf, type TriggerDraft, textOf } from "./draft";
import { TestAction } from "./test-action";
import "./tool-action.css";
import { TriggerChoice, TriggerFields } from "./trigger-fields";

const route = getRouteApi("/shell/p/$project/new/action");

const noneMissing: ReadonlySet<string> = new Set();

const here = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** From nothing to a published tool action event on one page: trigger, action, input, name. */
export function NewActionScreen() {
  const { project } = route.useParams();
  const { trigger: kind = "manual", action } = route.useSearch();
  const navigate = route.useNavigate();
  const [drafted, setDrafted] = useState<TriggerDraft>(() => initialTrigger(kind, here));
  const [touched, setTouched] = useState(false);
  // The action whose form somebody has typed into.
  const [filled, setFilled] = useState<string>();
  const [asked, setAsked] = useState(false);
  const trigger = drafted.kind === kind ? drafted : initialTrigger(kind, here);
  return (
    <Page title={texts.title} intro={texts.intro} width="narrow">
      <UnsavedGuard
        dirty={touched || filled !== undefined}
        leaves={({ current, next }) =>
          current.pathname !== next.pathname ||
          // Another action begins with another form.
          (filled === action && filled !== undefined && (next.search as { action?: string }).action !== action)
        }
      />
      <Panel title={<Step number={1}>{texts.when}</Step>}>
        <div className="stack loose" onInput={() => setTouched(true)}>
          <TriggerChoice
            chosen={kind}
            onChoose={(next) => navigate({ search: (before) => ({ ...before, trigger: next }), replace: true })}
          />
          <TriggerFields
            project={project}
            trigger={trigger}
            missing={asked ? missingOf(trigger) : noneMissing}
            onChange={setDrafted}
          />
        </div>
      </Panel>
      <Panel title={<Step number={2}>{texts.doThis}</Step>}>
        <ActionPicker
          chosen={action}
          onChoose={(next) => navigate({ search: (before) => ({ ...before, action: next }) })}
        />
      </Panel>
      {action && (
        <div className="stack loose" onInput={() => setFilled(action)}>
          <Loaded resetKey={action}>
            <Rest key={action} actionName={action} trigger={trigger} onSave={() => setAsked(true)} />
          </Loaded>
        </div>
      )}
    </Page>
  );
}

function Step({ number, children }: { number: number; children: string }) {
  return (
    <span className="numbered">
      <span className="number" aria-hidden="true">
        {number}
      </span>
      {children}
    </span>
  );
}

/** What can only be asked once the action is known. */
function Rest({ actionName, trigger, onSave }: { actionName: string; trigger: TriggerDraft; onSave: () => void }) {
  const { project } = route.useParams();
  const { data: action } = useSuspenseQuery(actionQuery(actionName));
  const { data: connections } = useSuspenseQuery(connectionsQuery(project));
  const [value, setValue] = useState<ActionInput>({ connection: firstConnection(connections, action), input: {} });
  const [problems, setProblems] = useState<Map<string, string>>(new Map());
  const check = () => {
    const found = checked(action, value);
    setProblems(found);
    if (found.size > 0) focusFirstProblem();
    return found.size === 0;
  };
  return (
    <>
      <Panel title={<Step number={3}>{texts.details}</Step>}>
        <div className="stack loose">
          <p className="hint">{texts.expressionsHint}</p>
          <ActionForm
            project={project}
            action={action}
            value={value}
            onChange={setValue}
            problems={problems}
            expressions
          />
          <TestAction
            project={project}
            action={action.name}
            value={{ ...value, input: visibleValues(action.input as JsonSchema, value.input) }}
            check={check}
            onProblems={(found) => {
              setProblems(found);
              focusFirstProblem();
            }}
          />
        </div>
      </Panel>
      <Panel title={<Step number={4}>{texts.saveIt}</Step>}>
        <SaveIt
          action={action}
          value={value}
          trigger={trigger}
          check={() => {
            onSave();
            const complete = missingOf(trigger).size === 0;
            if (!complete) focusFirstProblem();
            return check() && complete;
          }}
          valid={problems.size === 0}
        />
      </Panel>
    </>
  );
}

function checked(action: Schemas["ActionView"], value: ActionInput): Map<string, string> {
  const problems = problemsOf(action.input as JsonSchema, value.input);
  if (action.connection === "required" && value.connection === "") problems.set("connection", texts.missing);
  return problems;
}

interface PartProps {
  action: Schemas["ActionView"];
  value: ActionInput;
  /** Shows what is plainly missing; false when something is. */
  check: () => boolean;
}

function SaveIt({ action, value, trigger, check, valid }: PartProps & { trigger: TriggerDraft; valid: boolean }) {
  const { project } = route.useParams();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const [name, setName] = useState(action.title);
  // The id under which a draft of this form is stored already, and its version.
  const [stored, setStored] = useState<{ id: string; tag: string | null } | null>(null);
  const newId = useNewId(project, name, stored?.id);
  const { id } = newId;
  const path = { project, workflow: id };
  const save = useMutation({
    mutationFn: async (id: string) => {
      const input = visibleValues(action.input as JsonSchema, value.input);
      const text = await textOf({ id, name, trigger, action: action.name, connection: value.connection, input });
      const condition =
        stored?.id === id ? { "If-Match": stored.tag ?? "*" } : ({ "If-None-Match": "*" } as Record<string, string>);
      const { tag } = await answerWithTag(
        api.PUT("/api/v1/projects/{project}/workflows/{workflow}", {
          params: { path },
          ...yamlBody(text, condition),
        }),
      );
      setStored({ id, tag });
      await answer(api.POST("/api/v1/projects/{project}/workflows/{workflow}/publish", { params: { path } }));
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["workflows", project] });
      toast(texts.saved(name));
      await navigate({ to: "/p/$project/workflows/$workflow", params: path, ignoreBlocker: true });
    },
  });
  return (
    <form
      className="stack loose"
      onSubmit={(event) => {
        event.preventDefault();
        if (check() && !save.isPending) save.mutate(id);
      }}
    >
      <TextField label={texts.name} value={name} onChange={setName} maxLength={200} isRequired />
      <WorkflowIdField newId={newId} error={stored?.id === id ? null : save.error} tried={save.variables} />
      {!valid && <Notice tone="warning">{texts.missing}</Notice>}
      {save.error && stored?.id === id && (
        <Notice>
          {texts.notPublished}{" "}
          <Link to="/p/$project/workflows/$workflow" params={path}>
            {texts.openDraft}
          </Link>
        </Notice>
      )}
      {!(isTaken(save.error) && stored?.id !== id) && <ProblemNotice error={save.error} />}
      <div className="row">
        <Button
          type="submit"
          look="primary"
          icon={<Rocket size={15} aria-hidden="true" />}
          busy={save.isPending}
          disabled={id === ""}
        >
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
