import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { workflows as texts } from "@/lib/texts/workflows";
import { ExpressionTrial, ExpressionTrials } from "@/schema-form/expression-trial";
import { TextField } from "@/ui/field";
import { Panel } from "@/ui/panel";

const route = getRouteApi("/shell/p/$project/workflows/$workflow");

/** A place to try an expression before it goes into the text, with the data of the workflow's newest execution. */
export function TryPanel() {
  const { project, workflow } = route.useParams();
  const [text, setText] = useState("");
  return (
    <Panel title={texts.tryTitle}>
      <div className="stack tight">
        <TextField
          label={texts.tryLabel}
          hint={texts.tryHint}
          placeholder="event.data"
          rows={2}
          code
          value={text}
          onChange={setText}
          maxLength={8192}
        />
        <ExpressionTrials project={project} workflow={workflow}>
          <ExpressionTrial text={text} label={texts.tryLabel} />
        </ExpressionTrials>
      </div>
    </Panel>
  );
}
