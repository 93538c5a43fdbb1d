import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Lock, Pencil, Plus, Variable } from "lucide-react";
import { Fragment, useState } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { variablesQuery } from "@/lib/api/queries";
import { focusFirstProblem } from "@/lib/focus-problem";
import { parseJson } from "@/lib/json";
import { usePaged } from "@/lib/paged";
import { useRole } from "@/lib/session";
import { common } from "@/lib/texts/common";
import { variables as texts } from "@/lib/texts/settings";
import { toast } from "@/lib/toasts";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { DataTable } from "@/ui/data-table";
import { Dialog } from "@/ui/dialog";
import { Checkbox, Select, TextField } from "@/ui/field";
import { Form } from "@/ui/form";
import { Page } from "@/ui/page";
import { Loaded } from "@/ui/panel";
import { RemoveButton } from "@/ui/remove-button";
import { Empty } from "@/ui/states";
import { Time } from "@/ui/time";

const route = getRouteApi("/shell/p/$project/variables");
type Item = Schemas["VariableItem"];

export function VariablesScreen() {
  const { project } = route.useParams();
  const mayEdit = useRole("editor");
  const [edited, setEdited] = useState<Item | "new" | null>(null);
  return (
    <Page
      title={texts.title}
      intro={texts.intro}
      actions={
        mayEdit && (
          <Button look="primary" icon={<Plus size={15} aria-hidden="true" />} onClick={() => setEdited("new")}>
            {texts.add}
          </Button>
        )
      }
    >
      <Loaded lines={7}>
        <List onEdit={setEdited} />
      </Loaded>
      <Dialog
        open={edited !== null}
        title={edited === null || edited === "new" ? texts.add : texts.editTitle(edited.name)}
        onClose={() => setEdited(null)}
      >
        {edited !== null && (
          <VariableForm project={project} item={edited === "new" ? null : edited} onDone={() => setEdited(null)} />
        )}
      </Dialog>
    </Page>
  );
}

function List({ onEdit }: { onEdit: (item: Item) => void }) {
  const { project } = route.useParams();
  const mayEdit = useRole("editor");
  const paged = usePaged<Item>(variablesQuery(project));
  if (paged.rows.length === 0) {
    return (
      <Empty icon={<Variable size={18} />} title={texts.emptyTitle}>
        {texts.emptyText}
      </Empty>
    );
  }
  return (
    <DataTable
      label={texts.title}
      paged={paged}
      rowKey={(item) => item.name}
      columns={[
        { id: "name", header: texts.name, cell: (item) => <Name text={item.name} /> },
        {
          id: "value",
          header: texts.value,
          cell: (item) =>
            item.secret ? (
              <Badge icon={<Lock size={12} aria-hidden="true" />}>{texts.hidden}</Badge>
            ) : (
              <code className="muted breakable">{shown(item.value)}</code>
            ),
        },
        {
          id: "changed",
          header: texts.changed,
          priority: 2,
          cell: (item) => (
            <span className="muted">
              <Time value={item.updated_at} look="ago" />
            </span>
          ),
        },
        {
          id: "commands",
          header: common.actions,
          quietHeader: true,
          align: "end",
          cell: (item) =>
            mayEdit && (
              <>
                <Button
                  look="quiet"
                  size="small"
                  icon={<Pencil size={14} aria-hidden="true" />}
                  aria-label={texts.edit(item.name)}
                  onClick={() => onEdit(item)}
                />
                <RemoveButton
                  of={item.name}
                  title={texts.deleteTitle(item.name)}
                  text={texts.deleteText}
                  icon
                  remove={() =>
                    answer(
                      api.DELETE("/api/v1/projects/{project}/variables/{variable}", {
                        params: { path: { project, variable: item.name } },
                      }),
                    )
                  }
                  removed={texts.deleted}
                  stale={["variables", project]}
                />
              </>
            ),
        },
      ]}
    />
  );
}

/** May go on in the next line between its words. */
function Name({ text }: { text: string }) {
  return (
    <code className="strong">
      {text.split(/(?<=_)/).map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the words are a function of the text
        <Fragment key={index}>
          {word}
          <wbr />
        </Fragment>
      ))}
    </code>
  );
}

/** Longer values are cut in the list, in characters. */
const longest = 80;

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

interface VariableFormProps {
  project: string;
  /** The variable to change; null for a new one. */
  item: Item | null;
  onDone: () => void;
}

export function VariableForm({ project, item, onDone }: VariableFormProps) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(item?.name ?? "");
  const [secret, setSecret] = useState(item?.secret ?? false);
  const [text, setText] = useState(item === null || item.secret ? "" : fieldText(item.value));
  const [as, setAs] = useState<"text" | "json">(
    item === null || item.secret || typeof item.value === "string" ? "text" : "json",
  );
  // Nothing is told before it was tried.
  const [tried, setTried] = useState(false);
  const parsed = parseJson(text);
  const isJson = as === "json" && !secret;
  const nameProblem = validName.test(name) ? null : texts.nameWrong;
  const valueProblem = text === "" ? texts.valueMissing : isJson && !parsed.ok ? texts.notJson(parsed.message) : null;
  const save = useMutation({
    mutationFn: () => {
      const value = isJson && parsed.ok ? parsed.value : text;
      return answer(
        api.PUT("/api/v1/projects/{project}/variables/{variable}", {
          // A variable of this name that somebody has made already stays as it is, and the answer says so.
          params: { path: { project, variable: name }, header: item ? {} : { "If-None-Match": "*" } },
          body: { value: value as string, secret }, // any JSON value
        }),
      );
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["variables", project] });
      toast(texts.saved);
      onDone();
    },
  });
  const checked = {
    ...save,
    mutate: () => {
      setTried(true);
      if (nameProblem === null && valueProblem === null) save.mutate();
      else focusFirstProblem();
    },
  };
  const better = suggestedName(name);
  return (
    <Form save={checked} action={common.save}>
      {item === null && (
        <TextField
          label={texts.name}
          hint={texts.nameHint}
          error={tried ? nameProblem : null}
          aside={
            name !== better &&
            better !== "" && (
              <Button size="small" look="quiet" onClick={() => setName(better)}>
                {texts.nameSuggestion(better)}
              </Button>
            )
          }
          value={name}
          onChange={setName}
          maxLength={64}
          code
          isRequired
          autoFocus
        />
      )}
      {!secret && (
        <Select
          label={texts.as}
          value={as}
          options={(["text", "json"] as const).map((value) => ({ value, label: texts.asChoices[value] }))}
          onChange={(value) => setAs(value as "text" | "json")}
        />
      )}
      <TextField
        label={texts.value}
        error={tried ? valueProblem : null}
        value={text}
        onChange={setText}
        type={secret ? "password" : "text"}
        autoComplete="off"
        rows={secret ? undefined : 3}
        code
        isRequired
      />
      <div className="stack tight">
        <Checkbox selected={secret} onChange={setSecret} disabled={item !== null}>
          {texts.secret}
        </Checkbox>
        <span className="hint">{texts.secretHint}</span>
      </div>
    </Form>
  );
}

function fieldText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** The rule of names that the server has. */
const validName = /^[A-Z][A-Z0-9_]*$/;

/** What was meant as a name; empty when nothing of it can be one. */
function suggestedName(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^[^A-Z]+|_+$/g, "");
}
