import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { answer, answerWithTag, api, type Schemas } from "@/lib/api/client";
import { workflowQuery } from "@/lib/api/queries";
import { yamlBody } from "@/lib/api/yaml";

/** How long typing rests before the server is asked what is wrong, in milliseconds. */
const rest = 400;

/** What the server finds wrong with a text, a little after it was typed. Null while nothing is known. */
export function useValidation(project: string, text: string): Schemas["ProblemView"][] | null {
  const [found, setFound] = useState<{ text: string; problems: Schemas["ProblemView"][] } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const { problems } = await answer(
          api.POST("/api/v1/projects/{project}/workflows/validate", {
            params: { path: { project } },
            signal: stop.signal,
            ...yamlBody(text),
          }),
        );
        setFound({ text, problems });
      } catch {
        // Checking while typing is a courtesy; saving says what is wrong.
      }
    }, rest);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [project, text]);
  return found?.text === text ? found.problems : null;
}

/** Saves the text of a workflow; `tag` is the version it was made from, so that nobody's change is lost. */
export function saveWorkflow(project: string, workflow: string, text: string, tag: string | null, isNew = false) {
  return answerWithTag(
    api.PUT("/api/v1/projects/{project}/workflows/{workflow}", {
      params: { path: { project, workflow } },
      ...yamlBody(text, isNew ? { "If-None-Match": "*" } : tag ? { "If-Match": tag } : {}),
    }),
  );
}

/** A workflow as it is stored, and which version of it that is. */
export interface Stored {
  data: Schemas["WorkflowView"];
  tag: string | null;
}

export function useSaveDraft(project: string, workflow: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ text, tag }: { text: string; tag: string | null }) => saveWorkflow(project, workflow, text, tag),
    onSuccess: (saved) => {
      queryClient.setQueryData(workflowQuery(project, workflow).queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: ["workflows", project] });
    },
  });
}

type Command = "publish" | "enable" | "disable" | "pause" | "resume";

export function useWorkflowCommand(project: string, workflow: string) {
  const queryClient = useQueryClient();
  const params = { path: { project, workflow } };
  return useMutation({
    mutationFn: (command: Command): Promise<Schemas["WorkflowView"]> => {
      switch (command) {
        case "publish":
          return answer(api.POST("/api/v1/projects/{project}/workflows/{workflow}/publish", { params }));
        case "enable":
          return answer(api.POST("/api/v1/projects/{project}/workflows/{workflow}/enable", { params }));
        case "disable":
          return answer(api.POST("/api/v1/projects/{project}/workflows/{workflow}/disable", { params }));
        case "pause":
          return answer(api.POST("/api/v1/projects/{project}/workflows/{workflow}/pause", { params }));
        case "resume":
          return answer(api.POST("/api/v1/projects/{project}/workflows/{workflow}/resume", { params }));
      }
    },
    onSuccess: async () => {
      await Promise.all(
        [
          ["workflow", project, workflow],
          ["workflows", project],
          ["versions", project, workflow],
        ].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      );
    },
  });
}
