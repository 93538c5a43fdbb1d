import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { common } from "@/lib/texts/common";
import { toast } from "@/lib/toasts";
import { Button } from "./button";
import { Confirm } from "./dialog";
import { ProblemNotice } from "./states";

interface RemoveButtonProps {
  /** What is removed, for those who hear the button and do not see the row it stands in. */
  of: string;
  /** The question, and what will happen. */
  title: string;
  text: string;
  /** The word on the button: delete, unless it is called otherwise. */
  action?: string;
  /** A bin in place of the word, in rows with several commands. */
  icon?: boolean;
  /** Why it cannot be removed now. */
  hindered?: string;
  remove: () => Promise<unknown>;
  /** What is said when it is gone, and what is read anew then. */
  removed: string;
  stale: QueryKey;
}

/** Removes a thing of a list, after asking. */
export function RemoveButton(props: RemoveButtonProps) {
  const { of, title, text, action = common.remove, icon = false, hindered, remove, removed, stale } = props;
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState(false);
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      setAsked(false);
      toast(removed);
      await queryClient.invalidateQueries({ queryKey: stale });
    },
  });
  return (
    <>
      <Button
        look={icon ? "quiet" : "danger"}
        size="small"
        icon={icon ? <Trash2 size={14} aria-hidden="true" /> : undefined}
        aria-label={hindered === undefined ? `${action} ${of}` : `${action} ${of}. ${hindered}`}
        title={hindered}
        disabled={hindered !== undefined}
        onClick={() => setAsked(true)}
      >
        {icon ? undefined : action}
      </Button>
      <Confirm
        open={asked}
        title={title}
        action={action}
        busy={removal.isPending}
        onClose={() => {
          setAsked(false);
          removal.reset();
        }}
        onConfirm={() => removal.mutate()}
      >
        <p>{text}</p>
        <ProblemNotice error={removal.error} />
      </Confirm>
    </>
  );
}
