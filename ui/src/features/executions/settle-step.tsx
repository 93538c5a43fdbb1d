import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/lib/api/client";
import { executionQuery } from "@/lib/api/queries";
import { parseJson } from "@/lib/json";
import { useRole } from "@/lib/session";
import { executions as texts } from "@/lib/texts/executions";
import { toast } from "@/lib/toasts";
import { Select, TextField } from "@/ui/field";
import { Form } from "@/ui/form";
import { Panel } from "@/ui/panel";

type Finding = "succeeded" | "failed" | "retry";

/** Asks for a person's word on a step whose effect may or may not have happened. */
export function SettleStep({ project, execution, step }: { project: string; execution: string; step: string }) {
  const queryClient = useQueryClient();
  const mayRun = useRole("operator");
  const [finding, setFinding] = useState<Finding | "">("");
  const [output, setOutput] = useState("");
  const [note, setNote] = useState("");
  const [sent, setSent] = useState(false);
  const parsed = output.trim() === "" ? null : parseJson(output);
  const unreadable = finding === "succeeded" && parsed?.ok === false ? parsed.message : null;
  const settle = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/projects/{project}/executions/{execution}/steps/{step}/settle", {
          params: { path: { project, execution, step } },
          body: {
            as: finding as Finding,
            ...(finding === "succeeded" && parsed?.ok ? { output: parsed.value } : {}),
            ...(note.trim() ? { note: note.trim() } : {}),
          },
        }),
      ),
    onSuccess: async () => {
      toast(texts.settled);
      await queryClient.invalidateQueries({ queryKey: executionQuery(project, execution).queryKey });
      await queryClient.invalidateQueries({ queryKey: ["executions"] });
    },
  });
  function send() {
    setSent(true);
    if (finding && !unreadable) settle.mutate();
  }
  if (!mayRun) {
    return (
      <Panel title={texts.settleTitle}>
        <p>{texts.settleWait}</p>
      </Panel>
    );
  }
  return (
    <Panel title={texts.settleTitle}>
      <Form save={{ ...settle, mutate: send }} action={texts.settle}>
        <p>{texts.settleText}</p>
        <Select
          label={texts.finding}
          value={finding}
          options={texts.findings}
          empty={texts.chooseFinding}
          error={sent && !finding ? texts.chooseFinding : null}
          onChange={(value) => setFinding(value as Finding | "")}
        />
        {finding === "succeeded" && (
          <TextField
            label={texts.foundOutput}
            hint={texts.foundOutputHint}
            optional
            code
            rows={3}
            value={output}
            onChange={setOutput}
            error={unreadable && texts.notJson(unreadable)}
          />
        )}
        <TextField label={texts.note} hint={texts.noteHint} optional value={note} onChange={setNote} />
      </Form>
    </Panel>
  );
}
