import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, rememberCsrfToken, type Schemas } from "@/lib/api/client";
import { sessionQuery } from "@/lib/api/queries";
import { settleSignIn } from "@/lib/ended-session";
import { welcome } from "@/lib/texts/shell";
import { Dialog } from "@/ui/dialog";
import { TextField } from "@/ui/field";
import { Form } from "@/ui/form";
import { PasswordField } from "@/ui/password-field";

/** Asks the one who was signed in for the password; what is on the screen stays theirs. */
export function SignInAgain() {
  const queryClient = useQueryClient();
  const email = queryClient.getQueryData<Schemas["SessionView"] | null>(sessionQuery.queryKey)?.name ?? "";
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => answer(api.POST("/api/v1/session", { body: { email, password } })),
    onSuccess: (session) => {
      rememberCsrfToken(session.csrf_token);
      queryClient.setQueryData(sessionQuery.queryKey, session);
      settleSignIn(true);
    },
  });
  return (
    <Dialog open title={welcome.endedTitle} onClose={() => settleSignIn(false)}>
      <p>{welcome.endedText}</p>
      <Form save={signIn} action={signIn.isPending ? welcome.signingIn : welcome.signIn}>
        <TextField label={welcome.email} name="email" autoComplete="username" value={email} isReadOnly />
        <PasswordField
          label={welcome.password}
          name="password"
          autoComplete="current-password"
          isRequired
          autoFocus
          value={password}
          onChange={setPassword}
        />
      </Form>
    </Dialog>
  );
}
