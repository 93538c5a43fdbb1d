import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Play } from "lucide-react";
import { useMemo, useState } from "react";
import { answer, api } from "@/lib/api/client";
import { parseJson } from "@/lib/json";
import { newestDataQuery } from "@/lib/sample";
import { common } from "@/lib/texts/common";
import { workflows as texts } from "@/lib/texts/workflows";
import { Button } from "@/ui/button";
import { CodeEditor } from "@/ui/code/code-editor";
import { Dialog } from "@/ui/dialog";
import { ErrorText } from "@/ui/field";
import { Notice, ProblemNotice } from "@/ui/states";
import { sampleText } from "./sample-data";

const route = getRouteApi("/shell/p/$project/workflows/$workflow");

interface RunDialogProps {
  open: boolean;
  onClose: () => void;
  workflow: string;
  version: number | null;
  /** The workflow as it stands in the editor. */
  text: string;
  /** The example of its first webhook that has one. */
  sample: unknown;
}

/** Starts the published version with data typed here, then shows the execution as it runs. */
export function RunDialog({ open, onClose, workflow, version, text: source, sample }: RunDialogProps) {
  const { project } = route.useParams();
  const navigate = route.useNavigate();
  const newest = useQuery({ ...newestDataQuery(project, workflow), enabled: open && sample === undefined });
  const [typed, setTyped] = useState<string | null>(null);
  const offered = useMemo(
    () => (open ? sampleText(source, sample, newest.data ?? null) : "{}"),
    [open, source, sample, newest.data],
  );
  const text = typed ?? offered;
  const parsed = parseJson(text);
  const start = useMutation({
    mutationFn: async () => {
      const started = await answer(
        api.POST("/api/v1/projects/{project}/workflows/{workflow}/executions", {
          params: { path: { project, workflow } },
          body: { data: parsed.ok ? parsed.value : {} },
        }),
      );
      await navigate({ to: "/p/$project/executions/$execution", params: { project, execution: started.id } });
    },
  });
  function close() {
    start.reset();
    setTyped(null);
    onClose();
  }
  return (
    <Dialog
      open={open}
      wide
      title={texts.runTitle}
      onClose={close}
      foot={
        <>
          <Button onClick={close}>{common.cancel}</Button>
          <Button
            look="primary"
            icon={<Play size={15} aria-hidden="true" />}
            disabled={version === null || !parsed.ok || (typed === null && newest.isLoading)}
            busy={start.isPending}
            onClick={() => start.mutate()}
          >
            {texts.runStart}
          </Button>
        </>
      }
    >
      {version === null ? <Notice>{texts.runNeedsVersion}</Notice> : <p className="muted">{texts.runHint(version)}</p>}
      <CodeEditor label={texts.runData} height="small" value={text} onChange={setTyped} />
      {!parsed.ok && <ErrorText>{texts.notJson(parsed.message)}</ErrorText>}
      <ProblemNotice error={start.error} />
    </Dialog>
  );
}
