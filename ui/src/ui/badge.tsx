import {
  Ban,
  Check,
  CircleDashed,
  CircleHelp,
  CirclePause,
  Clock,
  Info,
  LoaderCircle,
  TriangleAlert,
  X,
} from "lucide-react";
import type { ReactNode } from "react";

export type Tone = "neutral" | "success" | "warning" | "danger" | "info" | "special";

/** A state in three ways at once: icon, word and colour. */
export function Badge({ tone = "neutral", icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`badge ${tone}`}>
      {icon}
      {children}
    </span>
  );
}

const size = { size: 13, strokeWidth: 2.25, "aria-hidden": true } as const;

interface Look {
  tone: Tone;
  icon: ReactNode;
  label?: string;
}

/** Every status that the product has a name for, with how it looks. */
const looks: Record<string, Look> = {
  succeeded: { tone: "success", icon: <Check {...size} /> },
  ok: { tone: "success", icon: <Check {...size} />, label: "works" },
  active: { tone: "success", icon: <Check {...size} /> },
  draining: { tone: "warning", icon: <CirclePause {...size} /> },
  dead: { tone: "neutral", icon: <X {...size} />, label: "gone" },
  enabled: { tone: "success", icon: <Check {...size} /> },
  failed: { tone: "danger", icon: <X {...size} /> },
  failing: { tone: "danger", icon: <X {...size} /> },
  needs_reauth: { tone: "danger", icon: <TriangleAlert {...size} />, label: "sign in again" },
  running: { tone: "info", icon: <LoaderCircle {...size} className="turning" /> },
  queued: { tone: "neutral", icon: <CircleDashed {...size} /> },
  pending: { tone: "neutral", icon: <CircleDashed {...size} /> },
  ready: { tone: "neutral", icon: <CircleDashed {...size} /> },
  waiting: { tone: "special", icon: <Clock {...size} /> },
  retrying: { tone: "warning", icon: <Clock {...size} /> },
  cancelling: { tone: "warning", icon: <Ban {...size} /> },
  cancelled: { tone: "neutral", icon: <Ban {...size} /> },
  skipped: { tone: "neutral", icon: <CirclePause {...size} /> },
  paused: { tone: "warning", icon: <CirclePause {...size} /> },
  disabled: { tone: "neutral", icon: <CirclePause {...size} /> },
  unknown: { tone: "warning", icon: <CircleHelp {...size} /> },
  draft: { tone: "neutral", icon: <CircleDashed {...size} /> },
  changed: { tone: "warning", icon: <Info {...size} /> },
};

export function StatusBadge({ status, label }: { status: string; label?: string }) {
  const look: Look = looks[status] ?? { tone: "neutral", icon: <CircleHelp {...size} /> };
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {label ?? look.label ?? status.replaceAll("_", " ")}
    </Badge>
  );
}

export function statusTone(status: string): Tone {
  return looks[status]?.tone ?? "neutral";
}
