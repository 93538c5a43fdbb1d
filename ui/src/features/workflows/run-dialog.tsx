import { useMutation } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Play } from "lucide-react";
import { useEffect, useState } from "react";
import { answer, api } from "@/lib/api/client";
import { parseJson, pretty } from "@/lib/json";
import { common } from "@/lib/texts/common";
import { workflows as texts } from "@/lib/texts/workflows";
import { Button } from "@/ui/button";
import { CodeEditor } from "@/ui/code/code-editor";
import { Dialog } from "@/ui/dialog";
import { ErrorText } from "@/ui/field";
import { Notice, ProblemNotice } from "@/ui/states";

const route = getRouteApi("/shell/p/$project/workflows/$workflow");

interface RunDialogProps {
  open: boolean;
  onClose: () => void;
  workflow: string;
  version: number | null;
  sample: unknown;
}

/** Starts the published version with data typed here, then shows the execution as it runs. */
export function RunDialog({ open, onClose, workflow, version, sample }: RunDialogProps) {
  const { project } = route.useParams();
  const navigate = route.useNavigate();
  const [text, setText] = useState("{}");
  const parsed = parseJson(text);
  useEffect(() => {
    if (open && sample !== undefined) setText(pretty(sample));
  }, [open, sample]);
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
            disabled={version === null || !parsed.ok}
            busy={start.isPending}
            onClick={() => start.mutate()}
          >
            {texts.runStart}
          </Button>
        </>
      }
    >
      {version === null ? <Notice>{texts.runNeedsVersion}</Notice> : <p className="muted">{texts.runHint(version)}</p>}
      <CodeEditor label={texts.runData} height="small" value={text} onChange={setText} />
      {!parsed.ok && <ErrorText>{texts.notJson(parsed.message)}</ErrorText>}
      <ProblemNotice error={start.error} />
    </Dialog>
  );
}
