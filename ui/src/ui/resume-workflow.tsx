import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CirclePlay } from "lucide-react";
import { answer, api } from "@/lib/api/client";
import { asProblem } from "@/lib/api/problem";
import { useRole } from "@/lib/session";
import { workflows as texts } from "@/lib/texts/workflows";
import { toast } from "@/lib/toasts";
import { Button } from "./button";

interface ResumeWorkflowProps {
  project: string;
  workflow: string;
  /** What the button says. */
  children: string;
}

/** Lets a paused workflow go on, from wherever it is seen to be paused. Nothing for those who may not. */
export function ResumeWorkflow({ project, workflow, children }: ResumeWorkflowProps) {
  const mayEdit = useRole("editor");
  const queryClient = useQueryClient();
  const resume = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/v1/projects/{project}/workflows/{workflow}/resume", {
          params: { path: { project, workflow } },
        }),
      ),
    onSuccess: async () => {
      toast(texts.isResumed);
      await Promise.all(
        [
          ["workflow", project, workflow],
          ["workflows", project],
          ["execution", project],
          ["executions", project],
        ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      );
    },
    onError: (error) => toast(asProblem(error).message, "danger"),
  });
  if (!mayEdit) return null;
  return (
    <Button
      size="small"
      icon={<CirclePlay size={14} aria-hidden="true" />}
      busy={resume.isPending}
      onClick={() => resume.mutate()}
    >
      {children}
    </Button>
  );
}
