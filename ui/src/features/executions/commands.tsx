import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Ban, History, Pencil, RotateCw } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/lib/api/client";
import { executionQuery } from "@/lib/api/queries";
import { type ExecutionDetail, hasEnded, mendedInText } from "@/lib/execution";
import { useRole } from "@/lib/session";
import { executions as texts } from "@/lib/texts/executions";
import { items } from "@/lib/texts/items";
import { toast } from "@/lib/toasts";
import { Button, ButtonLink } from "@/ui/button";
import { Confirm } from "@/ui/dialog";
import { Select } from "@/ui/field";
import { ProblemNotice } from "@/ui/states";

const route = getRouteApi("/shell/p/$project/executions/$execution");

type Command = "cancel" | "restart" | "replay";
type OnVersion = "newest" | "same";

/** What can be done with an execution, each asked for once more before it is done. */
export function Commands({ execution }: { execution: ExecutionDetail }) {
  const mayRun = useRole("operator");
  const { project } = route.useParams();
  const [asked, setAsked] = useState<Command | null>(null);
  const [version, setVersion] = useState<OnVersion>("newest");
  const run = useCommand(() => setAsked(null));
  const mayEdit = useRole("editor");
  if (!mayRun) return null;
  const asIs = mendedInText(execution);
  const ended = hasEnded(execution.status);
  const questions = {
    cancel: [texts.cancelTitle, texts.cancelText, texts.cancel],
    restart: [texts.restartTitle, texts.restartText, texts.restart],
    replay: [texts.replayTitle, texts.replayText, texts.replay],
  } as const;
  const [title, text, action] = questions[asked ?? "cancel"];
  return (
    <>
      {!ended && (
        <Button
          icon={<Ban size={15} aria-hidden="true" />}
          disabled={execution.status === "cancelling"}
          onClick={() => setAsked("cancel")}
        >
          {texts.cancel}
        </Button>
      )}
      {ended && execution.status !== "succeeded" && (
        <>
          {asIs && mayEdit && (
            <ButtonLink
              to="/p/$project/workflows/$workflow"
              params={{ project, workflow: execution.workflow }}
              look="primary"
              icon={<Pencil size={15} aria-hidden="true" />}
            >
              {texts.editWorkflow}
            </ButtonLink>
          )}
          <Button
            look={asIs ? "plain" : "primary"}
            icon={<RotateCw size={15} aria-hidden="true" />}
            title={asIs ? texts.restartAsIs : undefined}
            onClick={() => setAsked("restart")}
          >
            {texts.restart}
          </Button>
        </>
      )}
      <Button icon={<History size={15} aria-hidden="true" />} onClick={() => setAsked("replay")}>
        {texts.replay}
      </Button>
      <Confirm
        open={asked !== null}
        title={title}
        action={action}
        busy={run.isPending}
        onClose={() => {
          setAsked(null);
          run.reset();
        }}
        onConfirm={() => asked && run.mutate({ command: asked, version })}
      >
        <div className="stack">
          <p>{text}</p>
          {asked === "restart" && execution.steps.some((step) => step.items !== null) && <p>{items.restartText}</p>}
          {asked === "restart" && asIs && <p>{texts.restartAsIs}</p>}
          {asked === "replay" && (
            <Select
              label={texts.replayOn}
              value={version}
              options={[
                { value: "newest", label: texts.replayVersions.newest },
                { value: "same", label: texts.replayVersions.same(execution.version) },
              ]}
              onChange={(value) => setVersion(value as OnVersion)}
            />
          )}
          <ProblemNotice error={run.error} />
        </div>
      </Confirm>
    </>
  );
}

function useCommand(onDone: () => void) {
  const { project, execution } = route.useParams();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const params = { path: { project, execution } };
  return useMutation({
    mutationFn: async ({ command, version }: { command: Command; version: OnVersion }) => {
      if (command === "cancel") {
        await answer(api.POST("/api/v1/projects/{project}/executions/{execution}/cancel", { params }));
        return texts.cancelled;
      }
      if (command === "restart") {
        await answer(api.POST("/api/v1/projects/{project}/executions/{execution}/restart", { params }));
        return texts.restarted;
      }
      const { id } = await answer(
        api.POST("/api/v1/projects/{project}/executions/{execution}/replay", { params, body: { version } }),
      );
      await navigate({ to: "/p/$project/executions/$execution", params: { project, execution: id } });
      return texts.replayed;
    },
    onSuccess: async (message) => {
      onDone();
      toast(message);
      await queryClient.invalidateQueries({ queryKey: executionQuery(project, execution).queryKey });
      await queryClient.invalidateQueries({ queryKey: ["executions"] });
    },
  });
}
