// Made from docs/openapi.json by `npm run api`. Do not edit.

export interface paths {
    "/api/v1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List actions */
        get: operations["get_actions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an action with its schemas and examples */
        get: operations["get_actions_by_action"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Describe this API (OpenAPI 3.1) */
        get: operations["get_openapi_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List projects */
        get: operations["get_projects"];
        put?: never;
        /** Make a project */
        post: operations["post_projects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a project */
        get: operations["get_projects_by_project"];
        /** Rename a project */
        put: operations["put_projects_by_project"];
        post?: never;
        /** Delete an empty project */
        delete: operations["delete_projects_by_project"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/actions/{action}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run one action */
        post: operations["post_project_actions_by_action_executions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/catch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what has caught something */
        get: operations["get_project_catch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/catch/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List caught requests, newest first */
        get: operations["get_project_catch_by_name"];
        put?: never;
        post?: never;
        /** Forget what was caught */
        delete: operations["delete_project_catch_by_name"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List connections */
        get: operations["get_project_connections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/connections/{connection}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a connection, without its secrets */
        get: operations["get_project_connections_by_connection"];
        /** Make or change a connection */
        put: operations["put_project_connections_by_connection"];
        post?: never;
        /** Delete a connection that no workflow uses */
        delete: operations["delete_project_connections_by_connection"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/connections/{connection}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try whether a connection works */
        post: operations["post_project_connections_by_connection_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List events, newest first */
        get: operations["get_project_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/events/{event}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an event and what it has started */
        get: operations["get_project_events_by_event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/events/{event}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start new executions for an event, on the newest versions */
        post: operations["post_project_events_by_event_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List executions, newest first */
        get: operations["get_project_executions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an execution with its steps */
        get: operations["get_project_executions_by_execution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for the end of an execution */
        post: operations["post_project_executions_by_execution_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow an execution until it ends */
        get: operations["get_project_executions_by_execution_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start an ended execution again from where it stopped */
        post: operations["post_project_executions_by_execution_restart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhook addresses with what came there */
        get: operations["get_project_sources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/sources/{path}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a properly signed test event */
        post: operations["post_project_sources_by_path_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the triggers of a page of workflows, with the next fires */
        get: operations["get_project_triggers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List variables, of secret ones no value */
        get: operations["get_project_variables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/variables/{variable}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a variable, of a secret one no value */
        get: operations["get_project_variables_by_variable"];
        /** Make or change a variable */
        put: operations["put_project_variables_by_variable"];
        post?: never;
        /** Delete a variable */
        delete: operations["delete_project_variables_by_variable"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List workflows */
        get: operations["get_project_workflows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a workflow with its draft */
        get: operations["get_project_workflows_by_workflow"];
        /** Save the draft */
        put: operations["put_project_workflows_by_workflow"];
        post?: never;
        /** Delete a workflow; its executions stay */
        delete: operations["delete_project_workflows_by_workflow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copy the draft to a new workflow */
        post: operations["post_project_workflows_by_workflow_clone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep triggers from starting it */
        post: operations["post_project_workflows_by_workflow_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let triggers start it */
        post: operations["post_project_workflows_by_workflow_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/executions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start an execution */
        post: operations["post_project_workflows_by_workflow_executions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish the draft as a new version */
        post: operations["post_project_workflows_by_workflow_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List published versions, newest first */
        get: operations["get_project_workflows_by_workflow_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a version with its text */
        get: operations["get_project_workflows_by_workflow_versions_by_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what keeps a text from being published */
        post: operations["post_project_workflows_validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say who asks */
        get: operations["get_session"];
        put?: never;
        /** Sign in */
        post: operations["post_session"];
        /** Sign out */
        delete: operations["delete_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the own password, which ends all own sessions */
        put: operations["put_session_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say whether the first owner is still to be made */
        get: operations["get_setup"];
        put?: never;
        /** Make the first owner and sign in */
        post: operations["post_setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API tokens */
        get: operations["get_tokens"];
        put?: never;
        /** Make an API token; its secret is shown this once */
        post: operations["post_tokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token */
        delete: operations["delete_tokens_by_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List tools */
        get: operations["get_tools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools/{tool}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a tool with its kinds of connections and its actions */
        get: operations["get_tools_by_tool"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools/{tool}/docs.md": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a tool's page */
        get: operations["get_tools_by_tool_docs_md"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tools/{tool}/icon.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a tool's icon */
        get: operations["get_tools_by_tool_icon_svg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users */
        get: operations["get_users"];
        put?: never;
        /** Make a user */
        post: operations["post_users"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a user */
        delete: operations["delete_users_by_user"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether the process lives */
        get: operations["get_health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether the server can take requests */
        get: operations["get_health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether the server has started */
        get: operations["get_health_started"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/hooks/{project}/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a webhook; 202 once the event is on disk */
        post: operations["post_hooks_by_project_by_path"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Give the metrics */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schemas/manifest.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the JSON Schema of tool manifests */
        get: operations["get_schemas_manifest_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schemas/workflow.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the JSON Schema of workflows */
        get: operations["get_schemas_workflow_json"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ActionInput: {
            connection?: string | null;
            input?: unknown;
        };
        ActionItem: {
            /** @enum {string} */
            connection: "required" | "optional" | "none";
            description: string;
            /** @enum {string} */
            effect: "read" | "idempotent" | "keyed" | "unsafe";
            /** @enum {string} */
            kind: "create" | "update" | "search" | "delete";
            name: string;
            title: string;
            tool: string;
        };
        ActionView: {
            /** @enum {string} */
            connection: "required" | "optional" | "none";
            description: string;
            docs: string;
            /** @enum {string} */
            effect: "read" | "idempotent" | "keyed" | "unsafe";
            examples: components["schemas"]["ExampleView"][];
            input: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            kind: "create" | "update" | "search" | "delete";
            name: string;
            output: {
                [key: string]: unknown;
            };
            /** Format: duration */
            timeout: string;
            title: string;
            tool: string;
        };
        AttemptView: {
            decision: string;
            error_class: string | null;
            exchanges: unknown;
            /** Format: date-time */
            finished_at: string;
            input: unknown;
            next_at: string | null;
            /** Format: int32 */
            number: number;
            output: unknown;
            reason: string;
            /** Format: date-time */
            started_at: string;
            status: string;
        };
        CatchItem: {
            /** Format: date-time */
            last_at: string;
            name: string;
            /** Format: int32 */
            requests: number;
            url: string;
        };
        CaughtItem: {
            body: string | null;
            body_base64: string | null;
            headers: {
                [key: string]: string[];
            };
            method: string;
            path: string;
            query: string;
            remote: string;
            /** Format: date-time */
            time: string;
            truncated: boolean;
        };
        CloneInput: {
            id: string;
        };
        ConnectionInput: {
            config?: {
                [key: string]: unknown;
            } | null;
            kind: string;
            secrets?: {
                [key: string]: string | null;
            } | null;
            tool: string;
        };
        ConnectionItem: {
            config: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
            health: components["schemas"]["HealthItem"];
            id: string;
            kind: string;
            /** Format: int64 */
            revision: number;
            secrets: string[];
            tool: string;
            /** Format: date-time */
            updated_at: string;
        };
        EventItem: {
            data: unknown;
            id: string;
            source: string;
            /** Format: date-time */
            time: string;
            type: string;
        };
        EventView: {
            data: unknown;
            executions: components["schemas"]["ExecutionItem"][];
            headers: unknown;
            id: string;
            outcome: unknown;
            source: string;
            /** Format: date-time */
            time: string;
            trace: string;
            type: string;
        };
        ExampleView: {
            input: {
                [key: string]: unknown;
            };
            title: string;
        };
        ExecutionItem: {
            /** Format: date-time */
            created_at: string;
            event_id: string;
            failure: unknown;
            finished_at: string | null;
            id: string;
            /** @enum {string} */
            status: "queued" | "running" | "waiting" | "cancelling" | "succeeded" | "failed" | "cancelled";
            /** Format: int32 */
            version: number;
            workflow: string;
        };
        ExecutionView: {
            /** Format: date-time */
            created_at: string;
            event: components["schemas"]["EventItem"];
            failure: unknown;
            finished_at: string | null;
            id: string;
            /** Format: int64 */
            revision: number;
            /** @enum {string} */
            status: "queued" | "running" | "waiting" | "cancelling" | "succeeded" | "failed" | "cancelled";
            steps: components["schemas"]["StepView"][];
            /** Format: int32 */
            version: number;
            workflow: string;
        };
        HealthItem: {
            checked_at: string | null;
            message: string;
            /** @enum {string} */
            status: "unknown" | "ok" | "failing" | "needs_reauth";
        };
        HealthView: {
            checks: {
                [key: string]: string;
            };
            status: string;
        };
        Item: {
            /** Format: int32 */
            column: number;
            /** Format: int32 */
            line: number;
            message: string;
            path: string;
        };
        KindView: {
            config: {
                [key: string]: unknown;
            };
            description: string;
            name: string;
            secrets: {
                [key: string]: unknown;
            };
            title: string;
        };
        ListenerView: {
            enabled: boolean;
            trigger: string;
            workflow: string;
        };
        NewProjectInput: {
            id: string;
            name: string;
        };
        NewTokenView: {
            expires_at: string | null;
            id: string;
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "editor" | "owner";
            secret: string;
        };
        PasswordInput: {
            next: string;
            present: string;
        };
        ProblemDetail: {
            code: string;
            detail: string;
            errors: components["schemas"]["Item"][];
            /** Format: int32 */
            status: number;
            title: string;
            trace: string;
            type: string;
        };
        ProblemView: {
            /** Format: int32 */
            column: number;
            /** Format: int32 */
            line: number;
            message: string;
            path: string;
        };
        ProjectItem: {
            /** Format: date-time */
            created_at: string;
            id: string;
            name: string;
            /** Format: int64 */
            revision: number;
        };
        RefusalView: {
            headers: string[];
            reason: string;
            /** Format: date-time */
            time: string;
        };
        RenameInput: {
            name: string;
        };
        ReplayView: {
            executions: string[];
            id: string;
        };
        SentView: {
            answer: unknown;
            /** Format: int32 */
            status: number;
        };
        SessionView: {
            csrf_token: string | null;
            id: string;
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "editor" | "owner";
        };
        SetUpInput: {
            email: string;
            password: string;
            token: string;
        };
        SetUpView: {
            pending: boolean;
        };
        SignInInput: {
            email: string;
            password: string;
        };
        SourceView: {
            /** Format: int64 */
            accepted: number;
            /** Format: int64 */
            duplicates: number;
            last_accepted: string | null;
            listeners: components["schemas"]["ListenerView"][];
            path: string;
            preset: string;
            refusals: components["schemas"]["RefusalView"][];
            refused: {
                [key: string]: number;
            };
            url: string;
        };
        StartedView: {
            event_id: string;
            id: string;
        };
        StartInput: {
            data?: unknown;
        };
        StepView: {
            action: string | null;
            attempts: components["schemas"]["AttemptView"][];
            id: string;
            next_at: string | null;
            on_failure: boolean;
            output: unknown;
            status: string;
        };
        TestView: {
            message: string;
            ok: boolean;
        };
        TokenInput: {
            expires_at?: string | null;
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "editor" | "owner";
        };
        TokenItem: {
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            id: string;
            last_used_at: string | null;
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "editor" | "owner";
        };
        ToolItem: {
            /** Format: int32 */
            actions: number;
            description: string;
            docs: string;
            name: string;
            title: string;
            version: string;
        };
        ToolView: {
            actions: components["schemas"]["ActionItem"][];
            connection_kinds: components["schemas"]["KindView"][];
            description: string;
            docs: string;
            name: string;
            title: string;
            version: string;
        };
        TriggerView: {
            enabled: boolean;
            /** Format: int64 */
            fires: number;
            id: string;
            /** @enum {string} */
            kind: "manual" | "webhook" | "schedule";
            last_fire: string | null;
            next_fires: string[];
            timing: string | null;
            url: string | null;
            when: string | null;
            workflow: string;
            zone: string | null;
        };
        UserInput: {
            email: string;
            password: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "editor" | "owner";
        };
        UserItem: {
            /** Format: date-time */
            created_at: string;
            email: string;
            id: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "editor" | "owner";
        };
        ValidationView: {
            problems: components["schemas"]["ProblemView"][];
            valid: boolean;
        };
        VariableInput: {
            secret?: boolean | null;
            value?: unknown;
        };
        VariableItem: {
            /** Format: date-time */
            created_at: string;
            name: string;
            /** Format: int64 */
            revision: number;
            secret: boolean;
            /** Format: date-time */
            updated_at: string;
            value: unknown;
        };
        VersionItem: {
            /** Format: date-time */
            published_at: string;
            published_by: string;
            /** Format: int32 */
            version: number;
        };
        VersionView: {
            id: string;
            /** Format: date-time */
            published_at: string;
            published_by: string;
            text: string;
            /** Format: int32 */
            version: number;
        };
        WorkflowItem: {
            changed: boolean;
            /** Format: date-time */
            created_at: string;
            description: string;
            enabled: boolean;
            id: string;
            /** @enum {string} */
            kind: "tool_action" | "workflow";
            name: string;
            /** Format: int64 */
            revision: number;
            tags: string[];
            /** Format: date-time */
            updated_at: string;
            updated_by: string;
            version: number | null;
        };
        WorkflowView: {
            changed: boolean;
            /** Format: date-time */
            created_at: string;
            description: string;
            enabled: boolean;
            id: string;
            /** @enum {string} */
            kind: "tool_action" | "workflow";
            name: string;
            problems: components["schemas"]["ProblemView"][];
            /** Format: int64 */
            revision: number;
            tags: string[];
            text: string;
            /** Format: date-time */
            updated_at: string;
            updated_by: string;
            version: number | null;
        };
    };
    responses: {
        /** @description What is wrong, as problem details (RFC 9457) */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ProblemDetail"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_actions: {
        parameters: {
            query?: {
                /** @description What it does */
                kind?: "create" | "update" | "search" | "delete";
                /** @description A part of the name, the title or the description */
                text?: string;
                /** @description Only actions of this tool */
                tool?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ActionItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_actions_by_action: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                action: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_openapi_json: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_projects: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProjectItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_projects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProjectInput"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_projects_by_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_projects_by_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_projects_by_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_actions_by_action_executions: {
        parameters: {
            query?: {
                /** @description How long to wait for the end before answering */
                wait?: string;
            };
            header?: never;
            path: {
                action: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionView"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_catch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CatchItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_catch_by_name: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CaughtItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_project_catch_by_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_connections: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                /** @description Only connections of this tool */
                tool?: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ConnectionItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_connections_by_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_project_connections_by_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_project_connections_by_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_connections_by_connection_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_events: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                /** @description Where it came from, such as /hooks/default/github-issues */
                source?: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["EventItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_events_by_event: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_events_by_event_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_executions: {
        parameters: {
            query?: {
                /** @description Uses this action, such as slack.send_message */
                action?: string;
                /** @description Uses this connection */
                connection?: string;
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description Created at this time or later */
                from?: string;
                /** @description How many items at most */
                limit?: number;
                /** @description The status */
                status?: "queued" | "running" | "waiting" | "cancelling" | "succeeded" | "failed" | "cancelled";
                /** @description The workflow has this tag */
                tag?: string;
                /** @description Created before this time */
                to?: string;
                /** @description Uses an action of this tool */
                tool?: string;
                /** @description The id of the workflow */
                workflow?: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ExecutionItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_executions_by_execution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_executions_by_execution_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_executions_by_execution_live: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_executions_by_execution_restart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                execution: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_sources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SourceView"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_sources_by_path_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                path: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_triggers: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TriggerView"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_variables: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["VariableItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_variables_by_variable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                variable: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VariableItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_project_variables_by_variable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                variable: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VariableInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VariableItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_project_variables_by_variable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                variable: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_workflows: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description Which kind */
                kind?: "tool_action" | "workflow";
                /** @description How many items at most */
                limit?: number;
                /** @description One of the tags */
                tag?: string;
                /** @description A part of the id or the name */
                text?: string;
            };
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WorkflowItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_workflows_by_workflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_project_workflows_by_workflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                workflow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
                "application/x-yaml": string;
                "application/yaml": string;
                "text/x-yaml": string;
                "text/yaml": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_project_workflows_by_workflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_workflows_by_workflow_clone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                workflow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloneInput"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_workflows_by_workflow_disable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_workflows_by_workflow_enable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_workflows_by_workflow_executions: {
        parameters: {
            query?: {
                /** @description How long to wait for the end before answering */
                wait?: string;
            };
            header?: never;
            path: {
                project: string;
                workflow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartInput"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionView"];
                };
            };
            /** @description Done */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_workflows_by_workflow_publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_workflows_by_workflow_versions: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path: {
                project: string;
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["VersionItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_project_workflows_by_workflow_versions_by_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
                version: string;
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_project_workflows_validate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": string;
                "application/x-yaml": string;
                "application/yaml": string;
                "text/x-yaml": string;
                "text/yaml": string;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInInput"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    put_session_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInput"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetUpView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUpInput"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_tokens: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TokenItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenInput"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewTokenView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_tokens_by_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_tools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ToolItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_tools_by_tool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tool: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_tools_by_tool_docs_md: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tool: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_tools_by_tool_icon_svg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tool: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_users: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UserItem"][];
                        next: string | null;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserInput"];
            };
        };
        responses: {
            /** @description Done */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserItem"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_users_by_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            /** @description Done */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_health_started: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            /** @description Done */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_hooks_by_project_by_path: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                path: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_schemas_manifest_json: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_schemas_workflow_json: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
