import { type ReactNode, useState } from "react";
import { useUnsaved } from "@/lib/unsaved";
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
  const [touched, setTouched] = useState(false);
  useUnsaved(touched);
  return (
    <form
      className="stack loose"
      onInput={() => setTouched(true)}
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
