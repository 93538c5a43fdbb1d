import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/lib/api/client";
import { setUpLinkQuery, setUpQuery } from "@/lib/api/queries";
import { welcome } from "@/lib/texts/shell";
import { Button, ButtonLink } from "@/ui/button";
import { TextField } from "@/ui/field";
import { ProblemNotice, Skeleton } from "@/ui/states";
import { CredentialsForm } from "./credentials";
import { WelcomeFrame } from "./welcome-frame";

const route = getRouteApi("/setup");

export function SetUpScreen() {
  const { data, error, isPending } = useQuery(setUpQuery);
  if (isPending) return <Skeleton />;
  if (error) {
    return (
      <WelcomeFrame title={welcome.setUpTitle}>
        <ProblemNotice error={error} />
      </WelcomeFrame>
    );
  }
  if (!data.pending) {
    return (
      <WelcomeFrame title={welcome.setUpDoneTitle} intro={welcome.setUpDoneText}>
        <ButtonLink to="/signin" look="primary">
          {welcome.signIn}
        </ButtonLink>
      </WelcomeFrame>
    );
  }
  return <SetUpForm />;
}

function SetUpForm() {
  const { token: linked } = route.useSearch();
  const navigate = useNavigate();
  const [byHand, setByHand] = useState(linked === undefined);
  const [token, setToken] = useState(linked ?? "");
  const [tried, setTried] = useState(false);
  const link = useQuery({ ...setUpLinkQuery(linked ?? ""), enabled: linked !== undefined });
  if (link.isLoading) return <Skeleton />;
  if (link.data === false && !byHand) {
    return (
      <WelcomeFrame title={welcome.badLinkTitle} intro={welcome.badLinkText}>
        <Button
          onClick={() => {
            setToken("");
            setByHand(true);
          }}
        >
          {welcome.otherToken}
        </Button>
      </WelcomeFrame>
    );
  }
  return (
    <WelcomeFrame title={welcome.setUpTitle} intro={welcome.setUpIntro}>
      <CredentialsForm
        begin={(credentials) => answer(api.POST("/api/v1/setup", { body: { token, ...credentials } }))}
        // Replaced, so that the used token does not stay in the history.
        onBegun={() => navigate({ to: "/", replace: true })}
        action={welcome.setUp}
        choosing
        ready={() => {
          setTried(true);
          return token.trim() !== "";
        }}
      >
        {byHand && (
          <TextField
            label={welcome.tokenLabel}
            hint={welcome.tokenHint}
            error={tried && token.trim() === "" ? welcome.tokenMissing : null}
            isRequired
            value={token}
            onChange={setToken}
          />
        )}
      </CredentialsForm>
    </WelcomeFrame>
  );
}
