import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/lib/api/client";
import { sessionQuery } from "@/lib/api/queries";
import { passwordProblem } from "@/lib/credentials";
import { focusFirstProblem } from "@/lib/focus-problem";
import { changePreferences, type Preferences, usePreferences } from "@/lib/preferences";
import { settings as texts } from "@/lib/texts/settings";
import { toast } from "@/lib/toasts";
import { Select, Switch } from "@/ui/field";
import { Form } from "@/ui/form";
import { Page } from "@/ui/page";
import { Panel } from "@/ui/panel";
import { PasswordField } from "@/ui/password-field";

export function AccountScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  return (
    <Page title={texts.accountTitle} width="narrow">
      <Panel title={texts.who}>
        <dl className="facts">
          <dt>{texts.name}</dt>
          <dd>{session?.name}</dd>
          <dt>{texts.role}</dt>
          <dd>{session && texts.roles[session.role]}</dd>
        </dl>
      </Panel>
      <Panel title={texts.appearance}>
        <Appearance />
      </Panel>
      <Panel title={texts.passwordTitle}>
        <Password />
      </Panel>
    </Page>
  );
}

function options(labels: Record<string, string>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

function Appearance() {
  const chosen = usePreferences();
  return (
    <div className="stack loose">
      <div className="columns">
        <Select
          label={texts.theme}
          value={chosen.theme}
          options={options(texts.themes)}
          onChange={(theme) => changePreferences({ theme: theme as Preferences["theme"] })}
        />
        <Select
          label={texts.contrast}
          value={chosen.contrast}
          options={options(texts.contrasts)}
          onChange={(contrast) => changePreferences({ contrast: contrast as Preferences["contrast"] })}
        />
        <Select
          label={texts.density}
          value={chosen.density}
          options={options(texts.densities)}
          onChange={(density) => changePreferences({ density: density as Preferences["density"] })}
        />
        <Select
          label={texts.zone}
          value={chosen.zone}
          options={options(texts.zones)}
          onChange={(zone) => changePreferences({ zone: zone as Preferences["zone"] })}
        />
      </div>
      <div className="stack tight">
        <Switch selected={chosen.plainKeys} onChange={(plainKeys) => changePreferences({ plainKeys })}>
          {texts.plainKeys}
        </Switch>
        <span className="hint">{texts.plainKeysHint}</span>
      </div>
      <p className="hint">{texts.kept}</p>
    </div>
  );
}

function Password() {
  const [present, setPresent] = useState("");
  const [next, setNext] = useState("");
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => answer(api.PUT("/api/v1/session/password", { body: { present, next } })),
    onSuccess: () => {
      setPresent("");
      setNext("");
      setTried(false);
      toast(texts.passwordChanged);
    },
  });
  const save = {
    ...change,
    mutate: () => {
      setTried(true);
      if (passwordProblem(present, false) === null && passwordProblem(next, true) === null) change.mutate();
      else focusFirstProblem();
    },
  };
  return (
    <Form save={save} action={texts.changePassword} look="plain">
      <PasswordField
        label={texts.presentPassword}
        error={tried ? passwordProblem(present, false) : null}
        autoComplete="current-password"
        value={present}
        onChange={setPresent}
        isRequired
      />
      <PasswordField
        label={texts.newPassword}
        error={tried ? passwordProblem(next, true) : null}
        hint={texts.passwordHint.split(".")[0]}
        autoComplete="new-password"
        value={next}
        onChange={setNext}
        isRequired
      />
    </Form>
  );
}
