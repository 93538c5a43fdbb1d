import { CircleHelp, Hourglass, Sigma, UserCheck, Variable, Workflow, Zap } from "lucide-react";
import type { ComponentType } from "react";
import type { StepKind } from "@/lib/execution";
import { executions as texts } from "@/lib/texts/executions";

type Icon = ComponentType<{ size?: number; "aria-hidden"?: boolean }>;

/** A drawing for what a step does; the words always stand beside it. */
export const stepIcons: Record<StepKind, Icon> = {
  action: Zap,
  transform: Sigma,
  wait: Hourglass,
  approval: UserCheck,
  set_variable: Variable,
  workflow: Workflow,
};

/** What a step does, in words. */
export function kindName(kind: StepKind | null): string {
  return kind === null ? texts.kindGone : texts.kinds[kind];
}

/** @param kind null when the version of the workflow is gone */
export function StepIcon({ kind, size = 14 }: { kind: StepKind | null; size?: number }) {
  const Icon = kind === null ? CircleHelp : stepIcons[kind];
  return <Icon size={size} aria-hidden />;
}
