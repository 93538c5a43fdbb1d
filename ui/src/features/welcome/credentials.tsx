import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { rememberCsrfToken, type Schemas } from "@/lib/api/client";
import { sessionQuery } from "@/lib/api/queries";
import { emailProblem, passwordProblem } from "@/lib/credentials";
import { focusFirstProblem } from "@/lib/focus-problem";
import { welcome } from "@/lib/texts/shell";
import { TextField } from "@/ui/field";
import { Form } from "@/ui/form";
import { PasswordField } from "@/ui/password-field";

export interface Credentials {
  email: string;
  password: string;
}

interface CredentialsFormProps {
  /** Makes a session of what was typed. */
  begin: (credentials: Credentials) => Promise<Schemas["SessionView"]>;
  /** Where to go with it. */
  onBegun: () => void | Promise<void>;
  action: string;
  /** Said while it is under way; as `action` when absent. */
  busyAction?: string;
  /** Whether the password is being chosen, which password managers want to know. */
  choosing?: boolean;
  /** Whether the fields before these are filled in; told when it is tried. */
  ready?: () => boolean;
  /** Fields before these. */
  children?: ReactNode;
}

/** The way into a session: by signing in, or by being the first. */
export function CredentialsForm({ begin, onBegun, choosing = false, ready, ...rest }: CredentialsFormProps) {
  const queryClient = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  // Nothing is told before it was tried.
  const [tried, setTried] = useState(false);
  const problems = { email: emailProblem(email), password: passwordProblem(password, choosing) };
  const session = useMutation({
    mutationFn: () => begin({ email, password }),
    onSuccess: async (begun) => {
      rememberCsrfToken(begun.csrf_token);
      queryClient.setQueryData(sessionQuery.queryKey, begun);
      await onBegun();
    },
  });
  const save = {
    ...session,
    mutate: () => {
      setTried(true);
      if (problems.email === null && problems.password === null && (ready?.() ?? true)) session.mutate();
      else focusFirstProblem();
    },
  };
  return (
    <Form save={save} action={session.isPending ? (rest.busyAction ?? rest.action) : rest.action}>
      {rest.children}
      <TextField
        label={welcome.email}
        name="email"
        type="email"
        autoComplete="username"
        isRequired
        autoFocus
        error={tried ? problems.email : null}
        value={email}
        onChange={setEmail}
      />
      <PasswordField
        label={welcome.password}
        hint={choosing ? welcome.passwordHint : undefined}
        name="password"
        autoComplete={choosing ? "new-password" : "current-password"}
        isRequired
        error={tried ? problems.password : null}
        value={password}
        onChange={setPassword}
      />
    </Form>
  );
}
