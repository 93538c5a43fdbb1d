import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { hasUnsaved } from "@/lib/unsaved";
import { answer, answerWithTag, api, rememberCsrfToken, type Schemas } from "./client";

/** How each thing of the API is read and under which key it is kept. Screens share them, so a change refreshes all. */

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

const pageSize = 50;

function pages<Item>(key: readonly unknown[], read: (cursor: string | undefined) => Promise<Page<Item>>) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: 60_000,
  queryFn: async () => {
    const outcome = await api.GET("/api/v1/session");
    // While something is unsaved the screen keeps its role; what is asked for next leads to the sign-in over it.
    if (outcome.response.status === 401 && !hasUnsaved()) return null;
    const session = await answer(Promise.resolve(outcome));
    rememberCsrfToken(session.csrf_token);
    return session;
  },
});

export const setUpQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: () => answer(api.GET("/api/v1/setup")),
});

/** Whether a set-up link is the one of this installation, to be known before anybody fills in a form. */
export const setUpLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ["setup", "link", token],
    retry: false,
    queryFn: async () => (await answer(api.POST("/api/v1/setup/link", { body: { token } }))).works,
  });

export const projectsQuery = queryOptions({
  queryKey: ["projects"],
  staleTime: 60_000,
  queryFn: () => answer(api.GET("/api/v1/projects", { params: { query: { limit: 200 } } })),
});

export const projectQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project],
    queryFn: () => answerWithTag(api.GET("/api/v1/projects/{project}", { params: { path: { project } } })),
  });

export interface WorkflowFilter {
  text?: string;
  tag?: string;
  kind?: "tool_action" | "workflow";
}

export const workflowsQuery = (project: string, filter: WorkflowFilter = {}) =>
  pages<Schemas["WorkflowItem"]>(["workflows", project, filter], (cursor) =>
    answer(
      api.GET("/api/v1/projects/{project}/workflows", {
        params: { path: { project }, query: { ...filter, limit: pageSize, cursor } },
      }),
    ),
  );

export const workflowQuery = (project: string, workflow: string) =>
  queryOptions({
    queryKey: ["workflow", project, workflow],
    queryFn: () =>
      answerWithTag(
        api.GET("/api/v1/projects/{project}/workflows/{workflow}", { params: { path: { project, workflow } } }),
      ),
  });

export const versionsQuery = (project: string, workflow: string) =>
  pages<Schemas["VersionItem"]>(["versions", project, workflow], (cursor) =>
    answer(
      api.GET("/api/v1/projects/{project}/workflows/{workflow}/versions", {
        params: { path: { project, workflow }, query: { limit: pageSize, cursor } },
      }),
    ),
  );

export const versionQuery = (project: string, workflow: string, version: number) =>
  queryOptions({
    queryKey: ["version", project, workflow, version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      answer(
        api.GET("/api/v1/projects/{project}/workflows/{workflow}/versions/{version}", {
          params: { path: { project, workflow, version: String(version) } },
        }),
      ),
  });

export interface ExecutionFilter {
  workflow?: string;
  status?: Schemas["ExecutionItem"]["status"];
  tool?: string;
  action?: string;
  connection?: string;
  tag?: string;
  from?: string;
  to?: string;
  unfinished?: boolean;
  q?: string;
}

export const executionsQuery = (project: string, filter: ExecutionFilter = {}, size = pageSize) =>
  pages<Schemas["ExecutionItem"]>(["executions", project, filter, size], (cursor) =>
    answer(
      api.GET("/api/v1/projects/{project}/executions", {
        params: { path: { project }, query: { ...filter, limit: size, cursor } },
      }),
    ),
  );

/** How the executions of a range went, counted by the server. */
export const statisticsQuery = (project: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["executions", project, "statistics", from, to],
    queryFn: () =>
      answer(api.GET("/api/v1/projects/{project}/statistics", { params: { path: { project }, query: { from, to } } })),
  });

/** What waits for an answer, that of the newest execution first. More than these nobody looks through at once. */
export const approvalsQuery = (project: string) =>
  queryOptions({
    queryKey: ["executions", project, "approvals"],
    staleTime: 20_000,
    queryFn: () =>
      answer(api.GET("/api/v1/projects/{project}/approvals", { params: { path: { project }, query: { limit: 100 } } })),
  });

export const executionQuery = (project: string, execution: string) =>
  queryOptions({
    queryKey: ["execution", project, execution],
    queryFn: () =>
      answer(
        api.GET("/api/v1/projects/{project}/executions/{execution}", { params: { path: { project, execution } } }),
      ),
  });

type ItemPath = readonly [project: string, execution: string, step: string];

/** Below the key of the execution, so that whatever renews the execution renews them. */
export const itemsQuery = (
  [project, execution, step]: ItemPath,
  status?: "succeeded" | "failed" | "unknown" | "cancelled",
) =>
  pages<Schemas["ItemRow"]>(["execution", project, execution, "items", step, { status }], (cursor) =>
    answer(
      api.GET("/api/v1/projects/{project}/executions/{execution}/steps/{step}/items", {
        params: { path: { project, execution, step }, query: { status, limit: pageSize, cursor } },
      }),
    ),
  );

export const itemQuery = ([project, execution, step]: ItemPath, index: number) =>
  queryOptions({
    queryKey: ["execution", project, execution, "items", step, index],
    queryFn: () =>
      answer(
        api.GET("/api/v1/projects/{project}/executions/{execution}/steps/{step}/items/{index}", {
          params: { path: { project, execution, step, index: String(index) } },
        }),
      ),
  });

export const eventsQuery = (project: string, filter: { source?: string } = {}) =>
  pages<Schemas["EventItem"]>(["events", project, filter], (cursor) =>
    answer(
      api.GET("/api/v1/projects/{project}/events", {
        params: { path: { project }, query: { ...filter, limit: pageSize, cursor } },
      }),
    ),
  );

export const eventQuery = (project: string, event: string) =>
  queryOptions({
    queryKey: ["event", project, event],
    queryFn: () =>
      answer(api.GET("/api/v1/projects/{project}/events/{event}", { params: { path: { project, event } } })),
  });

export const connectionsQuery = (project: string) =>
  queryOptions({
    queryKey: ["connections", project],
    queryFn: async () => {
      const items: Schemas["ConnectionItem"][] = [];
      let cursor: string | undefined;
      // A project has dozens of connections, not thousands: five pages of 200 are more than any form can show.
      for (let page = 0; page < 5; page++) {
        const read = await answer(
          api.GET("/api/v1/projects/{project}/connections", {
            params: { path: { project }, query: { limit: 200, cursor } },
          }),
        );
        items.push(...read.items);
        if (read.next === null) break;
        cursor = read.next;
      }
      return items;
    },
  });

export const variablesQuery = (project: string) =>
  pages<Schemas["VariableItem"]>(["variables", project], (cursor) =>
    answer(
      api.GET("/api/v1/projects/{project}/variables", {
        params: { path: { project }, query: { limit: pageSize, cursor } },
      }),
    ),
  );

export interface TriggerFilter {
  workflow?: string;
  kind?: Schemas["TriggerView"]["kind"];
  enabled?: boolean;
}

export const triggersQuery = (project: string, filter: TriggerFilter = {}) =>
  pages<Schemas["TriggerView"]>(["triggers", project, filter], (cursor) =>
    answer(
      api.GET("/api/v1/projects/{project}/triggers", {
        params: { path: { project }, query: { ...filter, limit: 200, cursor } },
      }),
    ),
  );

export const sourcesQuery = (project: string) =>
  queryOptions({
    queryKey: ["sources", project],
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/sources", { params: { path: { project } } })),
  });

export const catchersQuery = (project: string) =>
  queryOptions({
    queryKey: ["catch", project],
    queryFn: () => answer(api.GET("/api/v1/projects/{project}/catch", { params: { path: { project } } })),
  });

export const caughtQuery = (project: string, name: string) =>
  queryOptions({
    queryKey: ["catch", project, name],
    queryFn: () =>
      answer(
        api.GET("/api/v1/projects/{project}/catch/{name}", {
          params: { path: { project, name }, query: { limit: 100 } },
        }),
      ),
  });

export const toolsQuery = queryOptions({
  queryKey: ["tools"],
  staleTime: 300_000,
  queryFn: () => answer(api.GET("/api/v1/tools")),
});

export const toolQuery = (tool: string) =>
  queryOptions({
    queryKey: ["tool", tool],
    staleTime: 300_000,
    queryFn: () => answer(api.GET("/api/v1/tools/{tool}", { params: { path: { tool } } })),
  });

export const actionsQuery = queryOptions({
  queryKey: ["actions"],
  staleTime: 300_000,
  queryFn: () => answer(api.GET("/api/v1/actions")),
});

export const actionQuery = (action: string) =>
  queryOptions({
    queryKey: ["action", action],
    staleTime: 300_000,
    queryFn: () => answer(api.GET("/api/v1/actions/{action}", { params: { path: { action } } })),
  });

export const tokensQuery = pages<Schemas["TokenItem"]>(["tokens"], (cursor) =>
  answer(api.GET("/api/v1/tokens", { params: { query: { limit: pageSize, cursor } } })),
);

export const usersQuery = pages<Schemas["UserItem"]>(["users"], (cursor) =>
  answer(api.GET("/api/v1/users", { params: { query: { limit: pageSize, cursor } } })),
);

export const nodesQuery = pages<Schemas["NodeView"]>(["nodes"], (cursor) =>
  answer(api.GET("/api/v1/nodes", { params: { query: { limit: pageSize, cursor } } })),
);

export const versionOfServerQuery = queryOptions({
  queryKey: ["version of the server"],
  queryFn: () => answer(api.GET("/api/v1/version")),
});

export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: () => answer(api.GET("/health/ready")),
});
