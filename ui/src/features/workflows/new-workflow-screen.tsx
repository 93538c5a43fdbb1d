import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CalendarClock, FileText, Hand, Webhook } from "lucide-react";
import { useState } from "react";
import { workflows as texts } from "@/lib/texts/workflows";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Page } from "@/ui/page";
import { ProblemNotice } from "@/ui/states";
import { UnsavedGuard } from "@/ui/unsaved-guard";
import { isTaken, useNewId, WorkflowIdField } from "@/ui/workflow-id-field";
import { starters } from "./starters";
import { saveWorkflow } from "./use-draft";

const route = getRouteApi("/shell/p/$project/new/workflow");

const icons = { webhook: Webhook, schedule: CalendarClock, manual: Hand, empty: FileText };

export function NewWorkflowScreen() {
  const { project } = route.useParams();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const newId = useNewId(project, name);
  const [starter, setStarter] = useState(starters[0]);
  const { id } = newId;
  const create = useMutation({
    mutationFn: (id: string) => saveWorkflow(project, id, starter?.text(id, name) ?? "", null, true),
    onSuccess: async (_, id) => {
      await queryClient.invalidateQueries({ queryKey: ["workflows", project] });
      await navigate({ to: "/p/$project/workflows/$workflow", params: { project, workflow: id }, ignoreBlocker: true });
    },
  });
  return (
    <Page title={texts.newTitle} intro={texts.newIntro} width="narrow">
      <UnsavedGuard dirty={name !== "" || newId.typed} />
      <form
        className="stack loose"
        onSubmit={(event) => {
          event.preventDefault();
          if (!create.isPending) create.mutate(id);
        }}
      >
        <TextField label={texts.name} value={name} onChange={setName} maxLength={200} isRequired autoFocus />
        <WorkflowIdField newId={newId} error={create.error} tried={create.variables} />
        <fieldset className="stack">
          <legend className="label">{texts.startFrom}</legend>
          <div className="cards small">
            {starters.map((each) => {
              const Icon = icons[each.icon];
              return (
                <button
                  key={each.id}
                  type="button"
                  className="card"
                  aria-pressed={each.id === starter?.id}
                  onClick={() => setStarter(each)}
                >
                  <span className="row strong">
                    <Icon size={16} aria-hidden="true" />
                    {each.title}
                  </span>
                  <span className="small muted">{each.description}</span>
                </button>
              );
            })}
          </div>
        </fieldset>
        {!isTaken(create.error) && <ProblemNotice error={create.error} />}
        <div className="row">
          <Button type="submit" look="primary" busy={create.isPending} disabled={id === ""}>
            {texts.create}
          </Button>
        </div>
      </form>
    </Page>
  );
}
