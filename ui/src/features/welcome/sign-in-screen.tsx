import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, rememberCsrfToken } from "@/lib/api/client";
import { sessionQuery, setUpQuery } from "@/lib/api/queries";
import { welcome } from "@/lib/texts/shell";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Notice, ProblemNotice } from "@/ui/states";
import { WelcomeFrame } from "./welcome-frame";

const route = getRouteApi("/signin");

export function SignInScreen() {
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { data: setUp } = useQuery(setUpQuery);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/session", { body: { email, password } })),
    onSuccess: (session) => {
      rememberCsrfToken(session.csrf_token);
      queryClient.setQueryData(sessionQuery.queryKey, session);
      // Only addresses of this product: one slash, then no other.
      router.history.push(next && /^\/(?![/\\])/.test(next) ? next : router.buildLocation({ to: "/" }).href);
    },
  });
  return (
    <WelcomeFrame title={welcome.signInTitle}>
      {setUp?.pending && <Notice>{welcome.pendingHint}</Notice>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!signIn.isPending) signIn.mutate();
        }}
      >
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
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <ProblemNotice error={signIn.error} />
        <Button type="submit" look="primary" busy={signIn.isPending}>
          {signIn.isPending ? welcome.signingIn : welcome.signIn}
        </Button>
      </form>
    </WelcomeFrame>
  );
}
