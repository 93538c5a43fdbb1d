import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ExternalLink, Play, Zap } from "lucide-react";
import { useState } from "react";
import type { Schemas } from "@/lib/api/client";
import { asProblem } from "@/lib/api/problem";
import { actionQuery, connectionsQuery } from "@/lib/api/queries";
import { focusFirstProblem } from "@/lib/focus-problem";
import { runAction } from "@/lib/run-action";
import { useRole } from "@/lib/session";
import { tools as texts } from "@/lib/texts/connections";
import { ActionForm, firstConnection } from "@/schema-form/action-form";
import { byPath, problemsOf, visibleValues } from "@/schema-form/model";
import type { JsonSchema } from "@/schema-form/schema";
import { ActionOutcomeView } from "@/ui/action-outcome";
import { Button, ButtonLink } from "@/ui/button";
import { JsonView } from "@/ui/json-view";
import { Markdown } from "@/ui/markdown";
import { Page } from "@/ui/page";
import { Panel } from "@/ui/panel";
import { ProblemNotice } from "@/ui/states";
import { ToolIcon } from "@/ui/tool-icon";

const route = getRouteApi("/shell/p/$project/actions/$action");

export function ActionScreen() {
  const { project, action: name } = route.useParams();
  const { data: action } = useSuspenseQuery(actionQuery(name));
  const mayRun = useRole("operator");
  const mayEdit = useRole("editor");
  return (
    <Page
      title={action.title}
      crumbs={
        <>
          <Link to="/p/$project/tools" params={{ project }}>
            {texts.title}
          </Link>
          <span aria-hidden="true">/</span>
          <Link to="/p/$project/tools/$tool" params={{ project, tool: action.tool }}>
            {action.tool}
          </Link>
        </>
      }
      heading={
        <div className="row">
          <ToolIcon tool={action.tool} />
          <h1>{action.title}</h1>
          <code className="faint">{action.name}</code>
        </div>
      }
      actions={
        <>
          <a className="button" href={action.docs} target="_blank" rel="noreferrer">
            <ExternalLink size={15} aria-hidden="true" />
            {texts.vendorDocs}
          </a>
          {mayEdit && (
            <ButtonLink
              look="primary"
              icon={<Zap size={15} aria-hidden="true" />}
              to="/p/$project/new/action"
              params={{ project }}
              search={{ action: action.name }}
            >
              {texts.useInEvent}
            </ButtonLink>
          )}
        </>
      }
    >
      <Markdown text={action.description} />
      <div className="columns">
        {mayRun && (
          <Panel title={texts.tryIt}>
            <TryIt key={action.name} action={action} />
          </Panel>
        )}
        <Panel title={texts.reference}>
          <Reference action={action} />
        </Panel>
      </div>
    </Page>
  );
}

function TryIt({ action }: { action: Schemas["ActionView"] }) {
  const { project } = route.useParams();
  const queryClient = useQueryClient();
  const { data: connections } = useSuspenseQuery(connectionsQuery(project));
  const [value, setValue] = useState({ connection: firstConnection(connections, action), input: {} });
  const [problems, setProblems] = useState<Map<string, string>>(new Map());
  const run = useMutation({
    mutationFn: () =>
      runAction(project, action.name, value.connection, visibleValues(action.input as JsonSchema, value.input)),
    onError: (error) => setProblems(byPath(asProblem(error).items, "input")),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["executions"] }),
  });
  return (
    <form
      className="stack loose"
      onSubmit={(event) => {
        event.preventDefault();
        const found = problemsOf(action.input as JsonSchema, value.input);
        setProblems(found);
        if (found.size > 0) focusFirstProblem();
        if (found.size === 0 && !run.isPending) run.mutate();
      }}
    >
      <ActionForm project={project} action={action} value={value} onChange={setValue} problems={problems} />
      <div className="row">
        <Button type="submit" look="primary" icon={<Play size={15} aria-hidden="true" />} busy={run.isPending}>
          {run.isPending ? texts.running : texts.run}
        </Button>
        <span className="hint">{texts.tryHint}</span>
      </div>
      <ProblemNotice error={run.error} />
      {run.data && <ActionOutcomeView project={project} outcome={run.data} />}
    </form>
  );
}

function Reference({ action }: { action: Schemas["ActionView"] }) {
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{texts.kind}</dt>
        <dd>{texts.kinds[action.kind]}</dd>
        <dt>{texts.effect}</dt>
        <dd>{texts.effects[action.effect]}</dd>
        {action.lookup && (
          <>
            <dt>{texts.lookup}</dt>
            <dd>{texts.lookupHint}</dd>
          </>
        )}
        <dt>{texts.timeout}</dt>
        <dd>
          <code>{action.timeout}</code>
        </dd>
      </dl>
      <details open>
        <summary className="label">{texts.outputSchema}</summary>
        <JsonView value={action.output} label={texts.outputSchema} />
      </details>
      <details>
        <summary className="label">{texts.inputSchema}</summary>
        <JsonView value={action.input} label={texts.inputSchema} />
      </details>
    </div>
  );
}
