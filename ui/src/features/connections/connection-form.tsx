import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { asProblem } from "@/lib/api/problem";
import { connectionsQuery, toolQuery } from "@/lib/api/queries";
import { focusFirstProblem } from "@/lib/focus-problem";
import { slug } from "@/lib/json";
import { connections as texts } from "@/lib/texts/connections";
import { toast } from "@/lib/toasts";
import { byPath, problemsOf, type Values } from "@/schema-form/model";
import type { JsonSchema } from "@/schema-form/schema";
import { SchemaForm } from "@/schema-form/schema-form";
import { Button } from "@/ui/button";
import { Select, TextField } from "@/ui/field";
import { Markdown } from "@/ui/markdown";
import { Notice, ProblemNotice } from "@/ui/states";
import { changedLimits, limitsSchema, limitValues } from "./limits";

interface ConnectionFormProps {
  project: string;
  tool: string;
  /** The connection to change; a new one when absent. */
  existing?: Schemas["ConnectionItem"];
}

/** The form of a connection, made from the tool's manifest. Secrets can be written here and are never read back. */
export function ConnectionForm({ project, tool, existing }: ConnectionFormProps) {
  const { data } = useSuspenseQuery(toolQuery(tool));
  const { data: others } = useSuspenseQuery(connectionsQuery(project));
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [id, setId] = useState(existing?.id ?? freeId(tool, others));
  const [kindName, setKindName] = useState(existing?.kind ?? data.connection_kinds[0]?.name ?? "");
  const [config, setConfig] = useState<Values>(existing?.config ?? {});
  const [secrets, setSecrets] = useState<Values>({});
  const [limits, setLimits] = useState<Values>(limitValues(existing?.limits));
  const [shown, setShown] = useState<Map<string, string>>(new Map());
  const [shownLimits, setShownLimits] = useState<Map<string, string>>(new Map());
  const kind = data.connection_kinds.find((each) => each.name === kindName);
  const stored = existing && existing.kind === kindName ? existing.secrets : [];
  const path = { project, connection: id };

  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT("/api/v1/projects/{project}/connections/{connection}", {
          // What was made under this id meanwhile stays as it is, and the answer says so.
          params: { path, header: existing ? {} : { "If-None-Match": "*" } },
          body: {
            tool,
            kind: kindName,
            config,
            secrets: secrets as Record<string, string>,
            limits: changedLimits(limits, existing?.limits),
          },
        }),
      ),
    onSuccess: async () => {
      setSecrets({});
      await queryClient.invalidateQueries({ queryKey: ["connections", project] });
    },
    onError: (error) => {
      const { items } = asProblem(error);
      setShown(byPath(items, "config"));
      setShownLimits(byPath(items, "limits"));
    },
  });
  const test = useMutation({
    mutationFn: () =>
      answer(api.POST("/api/v1/projects/{project}/connections/{connection}/test", { params: { path } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["connections", project] }),
  });

  async function submit() {
    const problems = check(kind, config, secrets, stored);
    const limitProblems = problemsOf(limitsSchema, limits);
    const wrong = problems.size + limitProblems.size > 0;
    setShown(problems);
    setShownLimits(limitProblems);
    if (wrong) focusFirstProblem();
    if (wrong || save.isPending || test.isPending) return;
    // Saving under a taken id would change that connection; the field then says so.
    if (!existing && (await isTaken())) {
      focusFirstProblem();
      return;
    }
    try {
      await save.mutateAsync();
    } catch {
      return;
    }
    const { ok } = await test.mutateAsync().catch(() => ({ ok: false }));
    if (!existing) {
      toast(texts.saved);
      await navigate({ to: "/p/$project/connections/$connection", params: path });
    } else if (ok) toast(texts.saved);
  }

  async function isTaken(): Promise<boolean> {
    const present = await queryClient.fetchQuery({ ...connectionsQuery(project), staleTime: 0 }).catch(() => others);
    return present.some((other) => other.id === id);
  }

  return (
    <form
      className="stack loose"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {!existing && (
        <TextField
          label={texts.id}
          hint={texts.idHint}
          error={others.some((other) => other.id === id) ? texts.idTaken : null}
          value={id}
          onChange={(typed) => setId(typed)}
          onBlur={() => setId(slug(id))}
          maxLength={64}
          code
          isRequired
          autoFocus
        />
      )}
      {data.connection_kinds.length > 1 && (
        <Select
          label={texts.kind}
          value={kindName}
          options={data.connection_kinds.map((each) => ({ value: each.name, label: each.title }))}
          onChange={(next) => {
            setKindName(next);
            setSecrets({});
          }}
        />
      )}
      {kind?.description && <Markdown text={kind.description} className="hint" />}
      {kind && hasFields(kind.config) && (
        <SchemaForm schema={kind.config as JsonSchema} values={config} onChange={setConfig} problems={shown} />
      )}
      {kind && hasFields(kind.secrets) && (
        <SchemaForm
          schema={kind.secrets as JsonSchema}
          values={secrets}
          onChange={setSecrets}
          problems={shown}
          stored={stored}
          secret
        />
      )}
      <details className="advanced" open={isLimited(existing) || shownLimits.size > 0 || undefined}>
        <summary>{texts.limits}</summary>
        <SchemaForm schema={limitsSchema} values={limits} onChange={setLimits} problems={shownLimits} />
      </details>
      <ProblemNotice error={save.error} />
      <TestResult result={test.data} error={test.error} />
      <div className="row">
        <Button type="submit" look="primary" busy={save.isPending || test.isPending}>
          {texts.saveAndTest}
        </Button>
      </div>
    </form>
  );
}

export function TestResult({ result, error }: { result: Schemas["TestView"] | undefined; error: unknown }) {
  if (error) return <ProblemNotice error={error} />;
  if (!result) return null;
  return (
    <Notice
      tone={result.ok ? "success" : "danger"}
      icon={result.ok ? <CircleCheck size={16} aria-hidden="true" /> : <CircleX size={16} aria-hidden="true" />}
    >
      <span role="status">{result.message || (result.ok ? texts.tested : texts.testFailed)}</span>
    </Notice>
  );
}

function isLimited(connection: ConnectionFormProps["existing"]): boolean {
  return Object.keys(limitValues(connection?.limits)).length > 0;
}

function hasFields(schema: JsonSchema): boolean {
  return Object.keys(schema.properties ?? {}).length > 0;
}

/** What is plainly missing; secrets that are stored already are not. */
function check(
  kind: Schemas["KindView"] | undefined,
  config: Values,
  secrets: Values,
  stored: readonly string[],
): Map<string, string> {
  if (!kind) return new Map();
  const problems = problemsOf(kind.config as JsonSchema, config);
  for (const [path, message] of problemsOf(kind.secrets as JsonSchema, secrets)) {
    if (!stored.includes(path) || secrets[path] !== undefined) problems.set(path, message);
  }
  return problems;
}

function freeId(tool: string, others: readonly { id: string }[]): string {
  const base = tool.replaceAll("_", "-");
  const taken = new Set(others.map((other) => other.id));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}
