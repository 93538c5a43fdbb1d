import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, rememberCsrfToken } from "@/lib/api/client";
import { sessionQuery, setUpQuery } from "@/lib/api/queries";
import { welcome } from "@/lib/texts/shell";
import { Button, ButtonLink } from "@/ui/button";
import { TextField } from "@/ui/field";
import { ProblemNotice, Skeleton } from "@/ui/states";
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
  const queryClient = useQueryClient();
  const [token, setToken] = useState(linked ?? "");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const setUp = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/setup", { body: { token, email, password } })),
    onSuccess: async (session) => {
      rememberCsrfToken(session.csrf_token);
      queryClient.setQueryData(sessionQuery.queryKey, session);
      // Replaced, so that the used token does not stay in the history.
      await navigate({ to: "/", replace: true });
    },
  });
  return (
    <WelcomeFrame title={welcome.setUpTitle} intro={welcome.setUpIntro}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!setUp.isPending) setUp.mutate();
        }}
      >
        {linked === undefined && (
          <TextField label={welcome.tokenLabel} hint={welcome.tokenHint} isRequired value={token} onChange={setToken} />
        )}
        <TextField
          label={welcome.email}
          name="email"
          type="email"
          autoComplete="username"
          isRequired
          autoFocus
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={welcome.password}
          hint={welcome.passwordHint}
          name="password"
          type="password"
          autoComplete="new-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <ProblemNotice error={setUp.error} />
        <Button type="submit" look="primary" busy={setUp.isPending}>
          {welcome.setUp}
        </Button>
      </form>
    </WelcomeFrame>
  );
}
