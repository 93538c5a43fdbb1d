import {
  Activity,
  BookOpen,
  CalendarClock,
  Inbox,
  KeyRound,
  LayoutDashboard,
  Plug,
  Radar,
  RefreshCw,
  Variable,
  Waypoints,
  Webhook,
  Workflow,
} from "lucide-react";
import type { ComponentType } from "react";
import { shell } from "@/lib/texts/shell";

export interface Place {
  to:
    | "/p/$project"
    | "/p/$project/workflows"
    | "/p/$project/executions"
    | "/p/$project/events"
    | "/p/$project/sources"
    | "/p/$project/schedules"
    | "/p/$project/polls"
    | "/p/$project/connections"
    | "/p/$project/tools"
    | "/p/$project/variables"
    | "/p/$project/catcher";
  label: string;
  icon: ComponentType<{ size?: number; "aria-hidden"?: boolean }>;
  keys: string;
}

/** The navigation as data; the sidebar, the palette and the shortcuts are made from it. */
export const places: readonly { title: string | null; items: readonly Place[] }[] = [
  {
    title: null,
    items: [
      { to: "/p/$project", label: shell.dashboard, icon: LayoutDashboard, keys: "g d" },
      { to: "/p/$project/workflows", label: shell.workflows, icon: Workflow, keys: "g w" },
      { to: "/p/$project/executions", label: shell.executions, icon: Activity, keys: "g e" },
    ],
  },
  {
    title: shell.watch,
    items: [
      { to: "/p/$project/events", label: shell.events, icon: Inbox, keys: "g v" },
      { to: "/p/$project/sources", label: shell.sources, icon: Webhook, keys: "g s" },
      { to: "/p/$project/schedules", label: shell.schedules, icon: CalendarClock, keys: "g h" },
      { to: "/p/$project/polls", label: shell.polls, icon: RefreshCw, keys: "g p" },
      { to: "/p/$project/catcher", label: shell.catcher, icon: Radar, keys: "g r" },
    ],
  },
  {
    title: shell.build,
    items: [
      { to: "/p/$project/connections", label: shell.connections, icon: Plug, keys: "g c" },
      { to: "/p/$project/tools", label: shell.tools, icon: Waypoints, keys: "g t" },
      { to: "/p/$project/variables", label: shell.variables, icon: Variable, keys: "g x" },
    ],
  },
];

export const settingsPlaces = [
  { to: "/settings/tokens", label: shell.tokens, icon: KeyRound },
  { to: "/settings/about", label: shell.about, icon: BookOpen },
] as const;
