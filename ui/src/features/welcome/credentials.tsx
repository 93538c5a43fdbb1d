import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { rememberCsrfToken, type Schemas } from "@/lib/api/client";
import { sessionQuery } from "@/lib/api/queries";
import { welcome } from "@/lib/texts/shell";
import { TextField } from "@/ui/field";
import { Form } from "@/ui/form";

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
  /** Fields before these. */
  children?: ReactNode;
}

/** The way into a session: by signing in, or by being the first. */
export function CredentialsForm({ begin, onBegun, choosing = false, ...rest }: CredentialsFormProps) {
  const queryClient = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const session = useMutation({
    mutationFn: () => begin({ email, password }),
    onSuccess: async (begun) => {
      rememberCsrfToken(begun.csrf_token);
      queryClient.setQueryData(sessionQuery.queryKey, begun);
      await onBegun();
    },
  });
  return (
    <Form save={session} action={session.isPending ? (rest.busyAction ?? rest.action) : rest.action}>
      {rest.children}
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
        hint={choosing ? welcome.passwordHint : undefined}
        name="password"
        type="password"
        autoComplete={choosing ? "new-password" : "current-password"}
        isRequired
        value={password}
        onChange={setPassword}
      />
    </Form>
  );
}
