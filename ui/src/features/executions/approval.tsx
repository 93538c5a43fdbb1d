import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/lib/api/client";
import { asProblem } from "@/lib/api/problem";
import { executionQuery } from "@/lib/api/queries";
import {
  type Answer,
  type Approver,
  answerOf,
  longestNote,
  mayAnswer,
  type Question,
  questionOf,
} from "@/lib/approval";
import type { StepDetail } from "@/lib/execution";
import { useOwnRole } from "@/lib/session";
import { common } from "@/lib/texts/common";
import { executions as texts } from "@/lib/texts/executions";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { TextField } from "@/ui/field";
import { Markdown } from "@/ui/markdown";
import { Panel } from "@/ui/panel";
import { Notice, ProblemNotice } from "@/ui/states";
import { Time } from "@/ui/time";

interface Place {
  project: string;
  execution: string;
  step: StepDetail;
}

/** What a step asks, the answer to it, and giving one. It stays while the answer comes, so that a refusal is read. */
export function Approval({ project, execution, step }: Place) {
  const role = useOwnRole();
  const give = useAnswer({ project, execution, step });
  const question = questionOf(step);
  const given = answerOf(step);
  if (!question) return null;
  const open = step.status === "waiting";
  const refused = give.error && (asProblem(give.error).status === 409 ? new Error(texts.answeredBefore) : give.error);
  return (
    <Panel title={texts.approval}>
      <div className="stack">
        <p className="strong">{question.title || texts.questionGone}</p>
        {question.details && <Markdown text={question.details} />}
        {open && <Terms question={question} />}
        <ProblemNotice error={refused} />
        {given && <Given given={given} />}
        {open &&
          role &&
          (mayAnswer(role, question.roles) ? (
            <AnswerForm question={question} give={give} />
          ) : (
            <Notice>{texts.answerNotYours(role)}</Notice>
          ))}
      </div>
    </Panel>
  );
}

function Terms({ question }: { question: Question }) {
  return (
    <dl className="facts small">
      <dt>{texts.mayAnswer}</dt>
      <dd>{approvers(question.roles)}</dd>
      {question.until && (
        <>
          <dt>{texts.answerUntil}</dt>
          <dd>
            <Time value={question.until} look="full" />
          </dd>
        </>
      )}
    </dl>
  );
}

function approvers(roles: readonly Approver[]): string {
  if (roles.length === 0) return texts.everybody;
  return new Intl.ListFormat("en-GB").format(roles.map((role) => texts.approvers[role]));
}

function Given({ given }: { given: Answer }) {
  const { approved, by, at, note } = given;
  const byTime = approved ? texts.approvedByTime : texts.rejectedByTime;
  const byName = approved ? texts.approvedBy : texts.rejectedBy;
  const Icon = approved ? Check : X;
  return (
    <Notice tone={approved ? "success" : "danger"} icon={<Icon size={16} aria-hidden="true" />}>
      <p>
        <strong>{by === null ? byTime : byName(by)}</strong>
        {" · "}
        <Time value={at} look="full" />
      </p>
      {note && <p className="pre-line">{note}</p>}
    </Notice>
  );
}

interface Word {
  approved: boolean;
  note: string;
}

function useAnswer({ project, execution, step }: Place) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ approved, note }: Word) => {
      const params = { path: { project, execution, step: step.id } };
      const body = note.trim() ? { note: note.trim() } : {};
      return answer(
        approved
          ? api.POST("/api/v1/projects/{project}/executions/{execution}/steps/{step}/approve", { params, body })
          : api.POST("/api/v1/projects/{project}/executions/{execution}/steps/{step}/reject", { params, body }),
      );
    },
    onSuccess: (_, { approved }) => toast(approved ? texts.answeredYes : texts.answeredNo),
    // Also after a refusal: somebody else may have answered.
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: executionQuery(project, execution).queryKey });
      await queryClient.invalidateQueries({ queryKey: ["executions"] });
    },
  });
}

function AnswerForm({ question, give }: { question: Question; give: ReturnType<typeof useAnswer> }) {
  const [note, setNote] = useState("");
  const [meant, setMeant] = useState<"approve" | "reject" | null>(null);
  const yes = meant === "approve";
  return (
    <>
      <TextField
        label={texts.answerNote}
        hint={texts.answerNoteHint}
        optional
        rows={2}
        maxLength={longestNote}
        value={note}
        onChange={setNote}
      />
      <div className="row">
        <Button look="primary" icon={<Check size={15} aria-hidden="true" />} onClick={() => setMeant("approve")}>
          {texts.approve}
        </Button>
        <Button icon={<X size={15} aria-hidden="true" />} onClick={() => setMeant("reject")}>
          {texts.reject}
        </Button>
      </div>
      <Dialog
        title={yes ? texts.approveTitle : texts.rejectTitle}
        open={meant !== null}
        onClose={() => setMeant(null)}
        foot={
          <>
            <Button onClick={() => setMeant(null)}>{common.cancel}</Button>
            <Button
              look={yes ? "primary" : "danger"}
              busy={give.isPending}
              onClick={() => give.mutate({ approved: yes, note }, { onSettled: () => setMeant(null) })}
            >
              {yes ? texts.approve : texts.reject}
            </Button>
          </>
        }
      >
        <div className="stack">
          <p className="strong">{question.title || texts.questionGone}</p>
          {note.trim() && (
            <p className="pre-line">
              {texts.answerWithNote}: {note.trim()}
            </p>
          )}
          <p className="muted">{texts.answerCounts}</p>
        </div>
      </Dialog>
    </>
  );
}
