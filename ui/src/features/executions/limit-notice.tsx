import { Link } from "@tanstack/react-router";
import { Hourglass } from "lucide-react";
import { type Lane, limitOf } from "@/lib/execution";
import { connections } from "@/lib/texts/connections";
import { executions as texts } from "@/lib/texts/executions";
import { ResumeWorkflow } from "@/ui/resume-workflow";
import { Notice } from "@/ui/states";
import { Time } from "@/ui/time";

interface LimitNoticeProps {
  project: string;
  lane: Lane;
}

/** Whether it goes on only when somebody does something about it. */
function needsSomebody({ why }: Lane): boolean {
  return why === "paused" || why === "authentication";
}

/** Because of what something waits for its turn, since when, and what can be done about it from here. */
export function LimitNotice({ project, lane }: LimitNoticeProps) {
  const { kind, of } = limitOf(lane);
  return (
    <Notice tone={needsSomebody(lane) ? "warning" : "info"} icon={<Hourglass size={16} aria-hidden="true" />}>
      <div className="stack tight">
        <p>{texts.limits[kind](of)}</p>
        {kind === "connection" && lane.why && lane.why !== "paused" && <p>{texts.limitReasons[lane.why]}</p>}
        {lane.key !== "" && <p className="small muted">{texts.limitKey(lane.key)}</p>}
        <p className="small muted">
          {texts.waitsSince} <Time value={lane.since} look="full" />
        </p>
        {kind === "paused" && (
          <div className="row">
            <ResumeWorkflow project={project} workflow={of}>
              {texts.resumeWorkflow}
            </ResumeWorkflow>
          </div>
        )}
        {kind === "connection" && (
          <p>
            <Link to="/p/$project/connections/$connection" params={{ project, connection: of }}>
              {connections.see}
            </Link>
          </p>
        )}
      </div>
    </Notice>
  );
}
