import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CirclePause, CirclePlay, Copy, Hourglass, Trash2 } from "lucide-react";
import { useState } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { asProblem } from "@/lib/api/problem";
import { slug } from "@/lib/json";
import { common } from "@/lib/texts/common";
import { workflows as texts } from "@/lib/texts/workflows";
import { toast } from "@/lib/toasts";
import { Button } from "@/ui/button";
import { Confirm, Dialog } from "@/ui/dialog";
import { TextField } from "@/ui/field";
import { Menu } from "@/ui/menu";
import { ProblemNotice } from "@/ui/states";
import { useWorkflowCommand } from "./use-draft";

const route = getRouteApi("/shell/p/$project/workflows/$workflow");

/** What is said when it is done. */
const done = {
  enable: texts.isEnabled,
  disable: texts.isDisabled,
  pause: texts.isPaused,
  resume: texts.isResumed,
} as const;

/** What is seldom done to a workflow. */
export function WorkflowMenu({ workflow }: { workflow: Schemas["WorkflowView"] }) {
  const { project } = route.useParams();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<"clone" | "delete" | null>(null);
  const [id, setId] = useState(`${workflow.id}-copy`);
  const command = useWorkflowCommand(project, workflow.id);
  const path = { project, workflow: workflow.id };
  const clone = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/projects/{project}/workflows/{workflow}/clone", { params: { path }, body: { id: slug(id) } }),
      ),
    onSuccess: async (made) => {
      setAsked(null);
      await queryClient.invalidateQueries({ queryKey: ["workflows", project] });
      toast(texts.cloned(made.id));
      await navigate({ to: "/p/$project/workflows/$workflow", params: { project, workflow: made.id } });
    },
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE("/api/v1/projects/{project}/workflows/{workflow}", { params: { path } })),
    onSuccess: async () => {
      toast(texts.deleted);
      await navigate({ to: "/p/$project/workflows", params: { project } });
      await queryClient.invalidateQueries({ queryKey: ["workflows", project] });
    },
  });
  async function turn(to: keyof typeof done) {
    try {
      await command.mutateAsync(to);
      toast(done[to]);
    } catch (error) {
      toast(asProblem(error).message, "danger");
    }
  }
  return (
    <>
      <Menu
        actions={[
          workflow.enabled
            ? {
                id: "disable",
                label: texts.disable,
                icon: <CirclePause size={15} aria-hidden="true" />,
                run: () => void turn("disable"),
              }
            : {
                id: "enable",
                label: texts.enable,
                icon: <CirclePlay size={15} aria-hidden="true" />,
                disabled: workflow.version === null,
                run: () => void turn("enable"),
              },
          workflow.paused
            ? {
                id: "resume",
                label: texts.resume,
                icon: <CirclePlay size={15} aria-hidden="true" />,
                run: () => void turn("resume"),
              }
            : {
                id: "pause",
                label: texts.pause,
                icon: <Hourglass size={15} aria-hidden="true" />,
                disabled: workflow.version === null,
                run: () => void turn("pause"),
              },
          {
            id: "clone",
            label: texts.clone,
            icon: <Copy size={15} aria-hidden="true" />,
            run: () => setAsked("clone"),
          },
          {
            id: "delete",
            label: common.remove,
            icon: <Trash2 size={15} aria-hidden="true" />,
            danger: true,
            run: () => setAsked("delete"),
          },
        ]}
      />
      <Dialog
        open={asked === "clone"}
        title={texts.cloneTitle}
        onClose={() => setAsked(null)}
        foot={
          <>
            <Button onClick={() => setAsked(null)}>{common.cancel}</Button>
            <Button look="primary" busy={clone.isPending} onClick={() => clone.mutate()}>
              {texts.clone}
            </Button>
          </>
        }
      >
        <TextField label={texts.id} hint={texts.idHint} value={id} onChange={setId} isRequired />
        <ProblemNotice error={clone.error} />
      </Dialog>
      <Confirm
        open={asked === "delete"}
        title={texts.deleteTitle(workflow.name)}
        action={common.remove}
        busy={remove.isPending}
        onClose={() => setAsked(null)}
        onConfirm={() => remove.mutate()}
      >
        <p>{texts.deleteText}</p>
        <ProblemNotice error={remove.error} />
      </Confirm>
    </>
  );
}
