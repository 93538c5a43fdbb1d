import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { workflowQuery } from "@/lib/api/queries";
import { common } from "@/lib/texts/common";
import { workflows as texts } from "@/lib/texts/workflows";
import { Button } from "@/ui/button";
import { CodeEditor } from "@/ui/code/code-editor";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import { Notice, ProblemNotice } from "@/ui/states";
import type { Stored } from "./use-draft";

const route = getRouteApi("/shell/p/$project/workflows/$workflow");

interface ConflictProps {
  mine: string;
  onTakeTheirs: (theirs: Stored) => void;
  onKeepMine: (theirs: Stored) => void;
}

/** Somebody else saved first. Both texts are shown, and whoever came second decides which one stays. */
export function Conflict(props: ConflictProps) {
  const { project, workflow } = route.useParams();
  const queryClient = useQueryClient();
  const [theirs, setTheirs] = useState<Stored | null>(null);
  const [error, setError] = useState<unknown>(null);
  async function compare() {
    setError(null);
    try {
      setTheirs(await queryClient.fetchQuery({ ...workflowQuery(project, workflow), staleTime: 0 }));
    } catch (failure) {
      setError(failure);
    }
  }
  return (
    <>
      <Notice tone="warning">
        <div className="row apart">
          <span role="alert">{texts.conflict}</span>
          <Button size="small" onClick={compare}>
            {texts.compare}
          </Button>
        </div>
      </Notice>
      <ProblemNotice error={error} />
      {theirs && <BothTexts {...props} theirs={theirs} onClose={() => setTheirs(null)} />}
    </>
  );
}

/** The choice itself; each text can be copied, so that neither is lost. */
export function BothTexts({
  mine,
  theirs,
  onTakeTheirs,
  onKeepMine,
  onClose,
}: ConflictProps & { theirs: Stored; onClose: () => void }) {
  return (
    <Dialog
      open
      wide
      title={texts.conflictTitle}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button
            onClick={() => {
              onTakeTheirs(theirs);
              onClose();
            }}
          >
            {texts.loadTheirs}
          </Button>
          <Button
            look="primary"
            onClick={() => {
              onKeepMine(theirs);
              onClose();
            }}
          >
            {texts.keepMine}
          </Button>
        </>
      }
    >
      <p className="muted">{texts.conflictText}</p>
      <Side title={texts.theirs} text={theirs.data.text} />
      <Side title={texts.mine} text={mine} />
    </Dialog>
  );
}

function Side({ title, text }: { title: string; text: string }) {
  return (
    <section className="stack tight">
      <div className="row apart">
        <h3 className="label">{title}</h3>
        <CopyButton text={text} what={title} label={common.copy} />
      </div>
      <CodeEditor label={title} height="small" value={text} readOnly />
    </section>
  );
}
