import { useState } from "react";
import { asProblem } from "@/lib/api/problem";
import { freeId, useTakenIds } from "@/lib/free-id";
import { slug } from "@/lib/json";
import { workflows as texts } from "@/lib/texts/workflows";
import { Button } from "./button";
import { TextField } from "./field";

/** The id of a workflow that is yet to be made: a free one made from its name, until somebody types another. */
export function useNewId(project: string, name: string, own?: string) {
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = typed ?? slug(name);
  const known = useTakenIds(project, wanted);
  const taken = own === undefined ? known : new Set([...known].filter((id) => id !== own));
  return { id: typed ?? freeId(wanted, taken), taken, typed: typed !== null, setId: setTyped };
}

interface WorkflowIdFieldProps {
  newId: ReturnType<typeof useNewId>;
  /** What the server said against the last try, and under which id it was. */
  error: unknown;
  tried: string | undefined;
}

/** Says that an id is taken before and after it is tried, and offers one that is not. */
export function WorkflowIdField({ newId: { id, taken, setId }, error, tried }: WorkflowIdFieldProps) {
  const refused = isTaken(error) && tried === id;
  const free = freeId(id, new Set([...taken, ...(refused ? [id] : [])]));
  const isFree = free === id;
  return (
    <TextField
      label={texts.id}
      hint={texts.idHint}
      error={isFree ? null : texts.idTaken}
      aside={
        !isFree && (
          <Button size="small" look="quiet" onClick={() => setId(free)}>
            {texts.takeId(free)}
          </Button>
        )
      }
      value={id}
      onChange={setId}
      maxLength={64}
      code
      isRequired
    />
  );
}

/** Whether the server refused because there is a workflow of this id. */
export function isTaken(error: unknown): boolean {
  return error !== null && error !== undefined && asProblem(error).status === 412;
}
