import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { UserCheck } from "lucide-react";
import { useState } from "react";
import { approvalsQuery } from "@/lib/api/queries";
import { mayAnswer } from "@/lib/approval";
import { useOwnRole } from "@/lib/session";
import { dashboard as texts } from "@/lib/texts/activity";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/states";
import { Time } from "@/ui/time";

/** How often it is asked again, in milliseconds, and how many are shown at first. */
const every = 20_000;
const shown = 6;

/** The approvals that the one who is signed in may answer, that of the newest execution first. */
export function WaitingForYou({ project }: { project: string }) {
  const role = useOwnRole();
  const [whole, setWhole] = useState(false);
  const { data } = useSuspenseQuery({ ...approvalsQuery(project), refetchInterval: every });
  const mine = data.items.filter((item) => mayAnswer(role, item.roles));
  if (mine.length === 0) {
    return (
      <Empty icon={<UserCheck size={18} />} title={texts.nothingWaits}>
        {texts.nothingWaitsText}
      </Empty>
    );
  }
  const hidden = whole ? 0 : mine.length - shown;
  return (
    <div className="stack">
      <ul className="stack">
        {(whole ? mine : mine.slice(0, shown)).map((item) => (
          <li key={`${item.execution} ${item.step}`} className="two-lines">
            <Link
              className="strong clamp"
              title={item.title}
              to="/p/$project/executions/$execution"
              params={{ project, execution: item.execution }}
              search={{ step: item.step }}
            >
              {item.title}
            </Link>
            <span className="small muted">
              {item.workflow} · {texts.asked} <Time value={item.asked_at} look="ago" /> · {texts.answerUntil}{" "}
              <Time value={item.until} />
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <div className="row">
          <Button look="quiet" size="small" onClick={() => setWhole(true)}>
            {texts.moreWait(hidden)}
          </Button>
        </div>
      )}
      {data.next !== null && hidden <= 0 && <p className="hint">{texts.notAllRead(data.items.length)}</p>}
    </div>
  );
}
