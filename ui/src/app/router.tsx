import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { sessionQuery } from "@/lib/api/queries";
import { basePath } from "@/lib/base-path";
import { itemFilters } from "@/lib/items";
import { preferences } from "@/lib/preferences";
import { flag, oneOf, place, positive, present, text } from "@/lib/search";
import { NotFound, NotFoundAlone, PendingPage, ProjectFrame, RouteError } from "./route-states";
import { Shell } from "./shell";

interface Context {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFoundAlone });

/** The page asks who is there while it loads; an answer left over would be given to whoever signs in next. */
function takeSession({ context }: { context: Context }): void {
  void context.queryClient.prefetchQuery(sessionQuery);
}

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  validateSearch: (search) => present({ token: text(search, "token") }),
  beforeLoad: takeSession,
  component: lazyRouteComponent(() => import("@/features/welcome/set-up-screen"), "SetUpScreen"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/signin",
  validateSearch: (search) => present({ next: text(search, "next") }),
  beforeLoad: takeSession,
  component: lazyRouteComponent(() => import("@/features/welcome/sign-in-screen"), "SignInScreen"),
});

/** Everything that needs a session, inside the frame with the navigation. */
const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: "/signin", search: { next: location.href } });
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/p/$project", params: { project: preferences().project }, replace: true });
  },
});

const project = createRoute({ getParentRoute: () => shell, path: "/p/$project", component: ProjectFrame });

const dashboard = createRoute({
  getParentRoute: () => project,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/dashboard/dashboard-screen"), "DashboardScreen"),
});

const workflows = createRoute({
  getParentRoute: () => project,
  path: "/workflows",
  validateSearch: (search) =>
    present({
      q: text(search, "q"),
      tag: text(search, "tag"),
      kind: oneOf(search, "kind", ["tool_action", "workflow"]),
    }),
  component: lazyRouteComponent(() => import("@/features/workflows/workflows-screen"), "WorkflowsScreen"),
});

const newWorkflow = createRoute({
  getParentRoute: () => project,
  path: "/new/workflow",
  component: lazyRouteComponent(() => import("@/features/workflows/new-workflow-screen"), "NewWorkflowScreen"),
});

const newAction = createRoute({
  getParentRoute: () => project,
  path: "/new/action",
  validateSearch: (search) =>
    present({
      trigger: oneOf(search, "trigger", ["manual", "webhook", "schedule"]),
      action: text(search, "action"),
    }),
  component: lazyRouteComponent(() => import("@/features/tool-action/new-action-screen"), "NewActionScreen"),
});

const workflow = createRoute({
  getParentRoute: () => project,
  path: "/workflows/$workflow",
  validateSearch: (search) =>
    present({
      tab: oneOf(search, "tab", ["editor", "versions", "executions"]),
      version: positive(search, "version"),
    }),
  component: lazyRouteComponent(() => import("@/features/workflows/workflow-editor-screen"), "WorkflowEditorScreen"),
});

const statuses = ["queued", "running", "waiting", "cancelling", "succeeded", "failed", "cancelled"] as const;

const executions = createRoute({
  getParentRoute: () => project,
  path: "/executions",
  validateSearch: (search) =>
    present({
      workflow: text(search, "workflow"),
      status: oneOf(search, "status", statuses),
      tool: text(search, "tool"),
      action: text(search, "action"),
      connection: text(search, "connection"),
      tag: text(search, "tag"),
      from: text(search, "from"),
      to: text(search, "to"),
      unfinished: flag(search, "unfinished"),
      q: text(search, "q"),
    }),
  component: lazyRouteComponent(() => import("@/features/executions/executions-screen"), "ExecutionsScreen"),
});

const execution = createRoute({
  getParentRoute: () => project,
  path: "/executions/$execution",
  validateSearch: (search) =>
    present({
      step: text(search, "step"),
      attempt: positive(search, "attempt"),
      items: oneOf(search, "items", itemFilters),
      item: place(search, "item"),
    }),
  component: lazyRouteComponent(() => import("@/features/executions/execution-screen"), "ExecutionScreen"),
});

const events = createRoute({
  getParentRoute: () => project,
  path: "/events",
  validateSearch: (search) => present({ source: text(search, "source") }),
  component: lazyRouteComponent(() => import("@/features/events/events-screen"), "EventsScreen"),
});

const event = createRoute({
  getParentRoute: () => project,
  path: "/events/$event",
  component: lazyRouteComponent(() => import("@/features/events/event-screen"), "EventScreen"),
});

const sources = createRoute({
  getParentRoute: () => project,
  path: "/sources",
  component: lazyRouteComponent(() => import("@/features/sources/sources-screen"), "SourcesScreen"),
});

const schedules = createRoute({
  getParentRoute: () => project,
  path: "/schedules",
  validateSearch: (search) =>
    present({ workflow: text(search, "workflow"), state: oneOf(search, "state", ["enabled", "disabled"]) }),
  component: lazyRouteComponent(() => import("@/features/schedules/schedules-screen"), "SchedulesScreen"),
});

const polls = createRoute({
  getParentRoute: () => project,
  path: "/polls",
  validateSearch: (search) =>
    present({ workflow: text(search, "workflow"), state: oneOf(search, "state", ["enabled", "disabled"]) }),
  component: lazyRouteComponent(() => import("@/features/polls/polls-screen"), "PollsScreen"),
});

const connections = createRoute({
  getParentRoute: () => project,
  path: "/connections",
  validateSearch: (search) => present({ q: text(search, "q"), tool: text(search, "tool"), new: text(search, "new") }),
  component: lazyRouteComponent(() => import("@/features/connections/connections-screen"), "ConnectionsScreen"),
});

const connection = createRoute({
  getParentRoute: () => project,
  path: "/connections/$connection",
  component: lazyRouteComponent(() => import("@/features/connections/connection-screen"), "ConnectionScreen"),
});

const tools = createRoute({
  getParentRoute: () => project,
  path: "/tools",
  validateSearch: (search) =>
    present({
      q: text(search, "q"),
      kind: oneOf(search, "kind", ["create", "update", "search", "delete"]),
    }),
  component: lazyRouteComponent(() => import("@/features/tools/tools-screen"), "ToolsScreen"),
});

const tool = createRoute({
  getParentRoute: () => project,
  path: "/tools/$tool",
  component: lazyRouteComponent(() => import("@/features/tools/tool-screen"), "ToolScreen"),
});

const action = createRoute({
  getParentRoute: () => project,
  path: "/actions/$action",
  component: lazyRouteComponent(() => import("@/features/tools/action-screen"), "ActionScreen"),
});

const variables = createRoute({
  getParentRoute: () => project,
  path: "/variables",
  component: lazyRouteComponent(() => import("@/features/variables/variables-screen"), "VariablesScreen"),
});

const catcher = createRoute({
  getParentRoute: () => project,
  path: "/catcher",
  validateSearch: (search) => present({ name: text(search, "name") }),
  component: lazyRouteComponent(() => import("@/features/catcher/catcher-screen"), "CatcherScreen"),
});

const projectSettings = createRoute({
  getParentRoute: () => project,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/features/settings/project-screen"), "ProjectScreen"),
});

const tokens = createRoute({
  getParentRoute: () => shell,
  path: "/settings/tokens",
  component: lazyRouteComponent(() => import("@/features/settings/tokens-screen"), "TokensScreen"),
});

const users = createRoute({
  getParentRoute: () => shell,
  path: "/settings/users",
  component: lazyRouteComponent(() => import("@/features/settings/users-screen"), "UsersScreen"),
});

const nodes = createRoute({
  getParentRoute: () => shell,
  path: "/settings/nodes",
  component: lazyRouteComponent(() => import("@/features/settings/nodes-screen"), "NodesScreen"),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: "/settings/account",
  component: lazyRouteComponent(() => import("@/features/settings/account-screen"), "AccountScreen"),
});

const about = createRoute({
  getParentRoute: () => shell,
  path: "/settings/about",
  component: lazyRouteComponent(() => import("@/features/settings/about-screen"), "AboutScreen"),
});

const tree = root.addChildren([
  setUp,
  signIn,
  shell.addChildren([
    home,
    project.addChildren([
      dashboard,
      workflows,
      newWorkflow,
      newAction,
      workflow,
      executions,
      execution,
      events,
      event,
      sources,
      schedules,
      polls,
      connections,
      connection,
      tools,
      tool,
      action,
      variables,
      catcher,
      projectSettings,
    ]),
    tokens,
    users,
    nodes,
    account,
    about,
  ]),
]);

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: basePath,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 200,
    defaultPendingMinMs: 200,
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
