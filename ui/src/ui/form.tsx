import type { ReactNode } from "react";
import { Button } from "./button";
import { ProblemNotice } from "./states";

interface FormProps {
  /** What the form does when it is sent, and what came of it. */
  save: { mutate: () => void; isPending: boolean; error: unknown };
  /** What the button says. */
  action: string;
  look?: "primary" | "plain";
  children: ReactNode;
}

/** Fields, what the server said against them, and the button. Sending twice at once is prevented. */
export function Form({ save, action, look = "primary", children }: FormProps) {
  return (
    <form
      className="stack loose"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      {children}
      <ProblemNotice error={save.error} />
      <div className="row">
        <Button type="submit" look={look} busy={save.isPending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
