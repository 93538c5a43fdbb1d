import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, type Schemas } from "@/lib/api/client";
import { projectQuery, projectsQuery, versionOfServerQuery } from "@/lib/api/queries";
import { focusFirstProblem } from "@/lib/focus-problem";
import { useRole } from "@/lib/session";
import { common } from "@/lib/texts/common";
import { retention as texts } from "@/lib/texts/operations";
import { toast } from "@/lib/toasts";
import { Confirm } from "@/ui/dialog";
import { Select, TextField } from "@/ui/field";
import { Form } from "@/ui/form";
import { Page } from "@/ui/page";
import { Panel } from "@/ui/panel";
import { ProblemNotice } from "@/ui/states";
import { daysOf, type Keeping, type Kept, keepingOf, keptBy } from "./keeping";

const route = getRouteApi("/shell/p/$project/settings");

export function ProjectScreen() {
  const { project: id } = route.useParams();
  const { data } = useSuspenseQuery(projectQuery(id));
  const { data: server } = useSuspenseQuery(versionOfServerQuery);
  const mayEdit = useRole("owner");
  const keeping = keepingOf(data.data);
  return (
    <Page title={texts.pageTitle} intro={texts.pageIntro(data.data.name)} width="narrow">
      <Panel title={texts.title}>
        {mayEdit ? (
          // What somebody else has saved meanwhile is begun from anew.
          <Keep key={data.tag} project={data.data} tag={data.tag} server={server.retention_days} />
        ) : (
          <div className="stack">
            <WhatAndWhen kept={keptBy(keeping, server.retention_days)} />
            <p className="hint">{texts.ownersOnly}</p>
          </div>
        )}
      </Panel>
    </Page>
  );
}

function WhatAndWhen({ kept }: { kept: Kept }) {
  return (
    <div className="stack tight">
      <p>{texts.what(kept.history, kept.events)}</p>
      <p className="small muted">{texts.when}</p>
    </div>
  );
}

interface KeepProps {
  project: Schemas["ProjectItem"];
  tag: string | null;
  /** Days that the installation keeps history where a project says nothing. */
  server: number;
}

function Keep({ project, tag, server }: KeepProps) {
  const before = keepingOf(project);
  const history = useDays(before.history, server);
  const events = useDays(before.events, before.history ?? server);
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState(false);
  const queryClient = useQueryClient();
  const wished: Keeping | null =
    history.value === undefined || events.value === undefined ? null : { history: history.value, events: events.value };
  const was = keptBy(before, server);
  const kept = wished && keptBy(wished, server);
  const save = useMutation({
    mutationFn: (keeping: Keeping) =>
      answer(
        api.PUT("/api/v1/projects/{project}/retention", {
          params: { path: { project: project.id } },
          body: { days: keeping.history, event_days: keeping.events },
          headers: tag ? { "If-Match": tag } : {},
        }),
      ),
    onSuccess: async () => {
      setAsked(false);
      toast(texts.saved);
      await Promise.all(
        [projectQuery(project.id).queryKey, projectsQuery.queryKey].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
  function ask() {
    setTried(true);
    if (!wished || !kept) focusFirstProblem();
    else if (kept.history < was.history || kept.events < was.events) setAsked(true);
    else save.mutate(wished);
  }
  return (
    <>
      <Form
        save={{ mutate: ask, isPending: save.isPending, error: asked ? null : save.error }}
        action={common.save}
        look="primary"
      >
        <div className="columns">
          <Days
            label={texts.history}
            hint={texts.historyHint}
            otherwise={texts.common(server)}
            field={texts.historyDays}
            of={history}
            tried={tried}
          />
          <Days label={texts.events} otherwise={texts.likeHistory} field={texts.eventDays} of={events} tried={tried} />
        </div>
        {kept && <WhatAndWhen kept={kept} />}
      </Form>
      <Confirm
        open={asked}
        title={texts.shorterTitle}
        action={texts.shorter}
        busy={save.isPending}
        onClose={() => {
          setAsked(false);
          save.reset();
        }}
        onConfirm={() => wished && save.mutate(wished)}
      >
        <div className="stack">
          {kept && kept.history < was.history && <p>{texts.shorterHistory(was.history, kept.history)}</p>}
          {kept && kept.events < was.events && <p>{texts.shorterEvents(was.events, kept.events)}</p>}
          <p>{texts.shorterText}</p>
          <ProblemNotice error={save.error} />
        </div>
      </Confirm>
    </>
  );
}

type Choice = ReturnType<typeof useDays>;

/** A number of days, or none of one's own. */
function useDays(stored: number | null, otherwise: number) {
  const [own, setOwn] = useState(stored !== null);
  const [text, setText] = useState(String(stored ?? otherwise));
  const read = daysOf(text);
  /** Null for none; undefined while the text says no number. */
  const value = own ? (read ?? undefined) : null;
  return { own, setOwn, text, setText, value };
}

interface DaysProps {
  label: string;
  hint?: string;
  /** What applies without a number. */
  otherwise: string;
  /** The name of the number. */
  field: string;
  of: Choice;
  tried: boolean;
}

function Days({ label, hint, otherwise, field, of, tried }: DaysProps) {
  return (
    <div className="stack">
      <Select
        label={label}
        hint={hint}
        value={of.own ? "own" : ""}
        options={[
          { value: "", label: otherwise },
          { value: "own", label: texts.own },
        ]}
        onChange={(chosen) => of.setOwn(chosen === "own")}
      />
      {of.own && (
        <TextField
          label={field}
          inputMode="numeric"
          error={tried && of.value === undefined ? texts.wrong : null}
          value={of.text}
          onChange={of.setText}
          isRequired
        />
      )}
    </div>
  );
}
