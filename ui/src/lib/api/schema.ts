// Made from docs/openapi.json by `npm run api`. Do not edit.

export interface paths {
    "/api/v1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List actions
         * @description Needs the permission tool_read.
         */
        get: operations["listActions"];
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
        /**
         * Get an action with its schemas and examples
         * @description Needs the permission tool_read.
         */
        get: operations["getAction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the servers that share the database
         * @description Needs the permission server_read.
         */
        get: operations["listNodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/nodes/{node}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a server begin nothing new
         * @description Needs the permission token_edit.
         */
        post: operations["drainNode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/nodes/{node}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a server that drains work again
         * @description Needs the permission token_edit.
         */
        post: operations["resumeNode"];
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
        /**
         * Describe this API (OpenAPI 3.1)
         * @description Open to everybody: it is the same for every installation and holds nothing of this one.
         */
        get: operations["getDescription"];
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
        /**
         * List projects
         * @description Needs the permission project_read.
         */
        get: operations["listProjects"];
        put?: never;
        /**
         * Create a project
         * @description Needs the permission project_edit.
         */
        post: operations["createProject"];
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
        /**
         * Get a project
         * @description Needs the permission project_read.
         */
        get: operations["getProject"];
        /**
         * Rename a project
         * @description Needs the permission project_edit.
         */
        put: operations["renameProject"];
        post?: never;
        /**
         * Delete an empty project
         * @description Needs the permission project_edit.
         */
        delete: operations["deleteProject"];
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
        /**
         * Run one action
         * @description Needs the permission execution_run.
         */
        post: operations["runAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what waits for an answer, newest execution first
         * @description Needs the permission execution_read.
         */
        get: operations["listApprovals"];
        put?: never;
        post?: never;
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
        /**
         * List the catchers that have caught something
         * @description Needs the permission catcher_read.
         */
        get: operations["listCatchers"];
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
        /**
         * List caught requests, newest first
         * @description Needs the permission catcher_read.
         */
        get: operations["listCaughtRequests"];
        put?: never;
        post?: never;
        /**
         * Delete caught requests
         * @description Needs the permission execution_run.
         */
        delete: operations["clearCatcher"];
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
        /**
         * List connections
         * @description Needs the permission connection_read.
         */
        get: operations["listConnections"];
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
        /**
         * Get a connection, without its secrets
         * @description Needs the permission connection_read.
         */
        get: operations["getConnection"];
        /**
         * Create or update a connection
         * @description Needs the permission connection_edit.
         */
        put: operations["saveConnection"];
        post?: never;
        /**
         * Delete a connection that no workflow uses
         * @description Needs the permission connection_edit.
         */
        delete: operations["deleteConnection"];
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
        /**
         * Test a connection
         * @description Needs the permission connection_edit.
         */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look for executions that nothing would carry on
         * @description Needs the permission execution_read.
         */
        get: operations["examineProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/doctor/lanes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look for limits that count other slots than are taken
         * @description Needs the permission execution_read.
         */
        get: operations["examineLanes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/doctor/lanes/mend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count the slots of limits anew where they are wrong
         * @description Needs the permission execution_run.
         */
        post: operations["mendLanes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/doctor/values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look for large values that are not where they were kept
         * @description Needs the permission execution_read.
         */
        get: operations["examineValues"];
        put?: never;
        post?: never;
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
        /**
         * List events, newest first
         * @description Needs the permission event_read.
         */
        get: operations["listEvents"];
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
        /**
         * Get an event and what it has started
         * @description Needs the permission event_read.
         */
        get: operations["getEvent"];
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
        /**
         * Start new executions for an event, on the newest versions
         * @description Needs the permission event_replay.
         */
        post: operations["replayEvent"];
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
        /**
         * List executions, newest first
         * @description Needs the permission execution_read.
         */
        get: operations["listExecutions"];
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
        /**
         * Get an execution with its steps
         * @description Needs the permission execution_read.
         */
        get: operations["getExecution"];
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
        /**
         * Cancel an execution
         * @description Needs the permission execution_run.
         */
        post: operations["cancelExecution"];
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
        /**
         * Follow an execution until it ends
         * @description Needs the permission execution_read.
         */
        get: operations["followExecution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}/mend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mend what is wrong with the state of an execution
         * @description Needs the permission execution_run.
         */
        post: operations["mendExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a new execution for the event of an old one
         * @description Needs the permission event_replay.
         */
        post: operations["replayExecution"];
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
        /**
         * Start an ended execution again from where it stopped
         * @description Needs the permission execution_run.
         */
        post: operations["restartExecution"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}/steps/{step}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve what a step asks
         * @description Needs the permission execution_run.
         */
        post: operations["approveStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}/steps/{step}/attempts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one attempt with everything recorded of it
         * @description Needs the permission execution_read.
         */
        get: operations["getAttempt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}/steps/{step}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the items of a foreach step, in the order of its list
         * @description Needs the permission execution_read.
         */
        get: operations["listStepItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}/steps/{step}/items/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one item of a foreach step with its attempts
         * @description Needs the permission execution_read.
         */
        get: operations["getStepItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}/steps/{step}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject what a step asks
         * @description Needs the permission execution_run.
         */
        post: operations["rejectStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/{execution}/steps/{step}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what came of a step whose outcome is unknown
         * @description Needs the permission execution_run.
         */
        post: operations["settleStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel, restart or replay the next portion of many executions
         * @description Needs the permission execution_run.
         */
        post: operations["runBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/executions/bulk/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count the executions that a bulk change would be for
         * @description Needs the permission execution_run.
         */
        post: operations["countBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/expressions/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Evaluate an expression or a template with sample data
         * @description Needs the permission workflow_edit.
         */
        post: operations["evaluateExpression"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say how long a project keeps its history
         * @description Needs the permission project_edit.
         */
        put: operations["setRetention"];
        post?: never;
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
        /**
         * List webhook addresses and what has arrived there
         * @description Needs the permission workflow_read.
         */
        get: operations["listSources"];
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
        /**
         * Send a correctly signed test event
         * @description Needs the permission execution_run.
         */
        post: operations["testSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count executions by status and time, as of the last five seconds
         * @description Needs the permission execution_read.
         */
        get: operations["getStatistics"];
        put?: never;
        post?: never;
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
        /**
         * List the triggers of a page of workflows, with the next fires
         * @description Needs the permission workflow_read.
         */
        get: operations["listTriggers"];
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
        /**
         * List variables; secret ones without their value
         * @description Needs the permission variable_read.
         */
        get: operations["listVariables"];
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
        /**
         * Get a variable; a secret one without its value
         * @description Needs the permission variable_read.
         */
        get: operations["getVariable"];
        /**
         * Create or update a variable
         * @description Needs the permission variable_edit.
         */
        put: operations["saveVariable"];
        post?: never;
        /**
         * Delete a variable
         * @description Needs the permission variable_edit.
         */
        delete: operations["deleteVariable"];
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
        /**
         * List workflows
         * @description Needs the permission workflow_read.
         */
        get: operations["listWorkflows"];
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
        /**
         * Get a workflow with its draft
         * @description Needs the permission workflow_read.
         */
        get: operations["getWorkflow"];
        /**
         * Save the draft
         * @description Needs the permission workflow_edit.
         */
        put: operations["saveWorkflow"];
        post?: never;
        /**
         * Delete a workflow; its executions stay
         * @description Needs the permission workflow_edit.
         */
        delete: operations["deleteWorkflow"];
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
        /**
         * Copy the draft to a new workflow
         * @description Needs the permission workflow_edit.
         */
        post: operations["cloneWorkflow"];
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
        /**
         * Disable a workflow: its triggers no longer start it
         * @description Needs the permission workflow_edit.
         */
        post: operations["disableWorkflow"];
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
        /**
         * Enable a workflow: its triggers start it
         * @description Needs the permission workflow_edit.
         */
        post: operations["enableWorkflow"];
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
        /**
         * Start an execution
         * @description Needs the permission execution_run.
         */
        post: operations["startWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a workflow: its events are accepted and wait
         * @description Needs the permission workflow_edit.
         */
        post: operations["pauseWorkflow"];
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
        /**
         * Publish the draft as a new version
         * @description Needs the permission workflow_edit.
         */
        post: operations["publishWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a workflow: what has waited begins
         * @description Needs the permission workflow_edit.
         */
        post: operations["resumeWorkflow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/triggers/{trigger}/backfill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fire the next portion of the slots of a schedule that did not fire
         * @description Needs the permission execution_run.
         */
        post: operations["backfillSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/triggers/{trigger}/backfill/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count the slots of a schedule that did not fire
         * @description Needs the permission execution_run.
         */
        post: operations["countBackfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project}/workflows/{workflow}/triggers/{trigger}/poll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a poll ask its tool now, whenever its turn would be
         * @description Needs the permission execution_run.
         */
        post: operations["hastenPoll"];
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
        /**
         * List published versions, newest first
         * @description Needs the permission workflow_read.
         */
        get: operations["listWorkflowVersions"];
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
        /**
         * Get a version with its text
         * @description Needs the permission workflow_read.
         */
        get: operations["getWorkflowVersion"];
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
        /**
         * Validate a workflow without saving it
         * @description Needs the permission workflow_read.
         */
        post: operations["validateWorkflow"];
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
        /**
         * Return the current principal
         * @description For everybody who is known: everybody may ask who they are.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in
         * @description Open to everybody: signing in is how people become known; attempts are throttled.
         */
        post: operations["signIn"];
        /**
         * Sign out
         * @description For everybody who is known: everybody may sign out.
         */
        delete: operations["signOut"];
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
        /**
         * Change your password and end your sessions
         * @description For everybody who is known: everybody may change their own password; the present one is asked for.
         */
        put: operations["changePassword"];
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
        /**
         * Tell whether the first owner still has to be created
         * @description Open to everybody: a browser must know whether to show the set-up page; it tells one bit.
         */
        get: operations["getSetUp"];
        put?: never;
        /**
         * Create the first owner and sign in
         * @description Open to everybody: nobody exists yet; the token of the set-up link proves access to the server's output.
         */
        post: operations["completeSetUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell whether a set-up link works
         * @description Open to everybody: nobody exists yet; it tells one bit about a token that cannot be guessed.
         */
        post: operations["checkSetUpLink"];
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
        /**
         * List API tokens
         * @description Needs the permission token_edit.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Create an API token; its secret is shown only once
         * @description Needs the permission token_edit.
         */
        post: operations["createToken"];
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
        /**
         * Revoke an API token
         * @description Needs the permission token_edit.
         */
        delete: operations["revokeToken"];
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
        /**
         * List tools
         * @description Needs the permission tool_read.
         */
        get: operations["listTools"];
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
        /**
         * Get a tool with its kinds of connections, its actions and its polls
         * @description Needs the permission tool_read.
         */
        get: operations["getTool"];
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
        /**
         * Get a tool's page
         * @description Needs the permission tool_read.
         */
        get: operations["getToolPage"];
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
        /**
         * Get a tool's icon
         * @description Needs the permission tool_read.
         */
        get: operations["getToolIcon"];
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
        /**
         * List users
         * @description Needs the permission token_edit.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Create a user
         * @description Needs the permission token_edit.
         */
        post: operations["createUser"];
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
        /**
         * Delete a user
         * @description Needs the permission token_edit.
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the version and the store of this server
         * @description For everybody who is known: everybody who works here may know what it runs on.
         */
        get: operations["getVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catch/{project}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Record a request
         * @description Open to everybody: anything may be sent here to be looked at; only members of the project see it.
         */
        get: operations["catchRequestByGet"];
        /**
         * Record a request
         * @description Open to everybody: anything may be sent here to be looked at; only members of the project see it.
         */
        put: operations["catchRequestByPut"];
        /**
         * Record a request
         * @description Open to everybody: anything may be sent here to be looked at; only members of the project see it.
         */
        post: operations["catchRequestByPost"];
        /**
         * Record a request
         * @description Open to everybody: anything may be sent here to be looked at; only members of the project see it.
         */
        delete: operations["catchRequestByDelete"];
        options?: never;
        head?: never;
        /**
         * Record a request
         * @description Open to everybody: anything may be sent here to be looked at; only members of the project see it.
         */
        patch: operations["catchRequestByPatch"];
        trace?: never;
    };
    "/docs/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain every error code
         * @description Open to everybody: it is the same for every installation and holds nothing of this one.
         */
        get: operations["getErrorPage"];
        put?: never;
        post?: never;
        delete?: never;
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
        /**
         * Tell whether the process is alive
         * @description Open to everybody: load balancers and supervisors have no credentials; nothing secret is told.
         */
        get: operations["getLiveness"];
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
        /**
         * Tell whether the server can take requests
         * @description Open to everybody: load balancers and supervisors have no credentials; nothing secret is told.
         */
        get: operations["getReadiness"];
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
        /**
         * Tell whether the server has started
         * @description Open to everybody: load balancers and supervisors have no credentials; nothing secret is told.
         */
        get: operations["getStartup"];
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
        /**
         * Take a webhook; 202 once the event is on disk
         * @description Open to everybody: senders prove who they are by their signature, which the source verifies on the raw body.
         */
        post: operations["receiveWebhook"];
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
        /**
         * Return the metrics
         * @description Open to everybody: collectors have a token of their own, checked here when one is configured; no data of people.
         */
        get: operations["getMetrics"];
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
        /**
         * Get the JSON Schema of tool manifests
         * @description Open to everybody: it is the same for every installation and holds nothing of this one.
         */
        get: operations["getManifestSchema"];
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
        /**
         * Get the JSON Schema of workflows
         * @description Open to everybody: it is the same for every installation and holds nothing of this one.
         */
        get: operations["getWorkflowSchema"];
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
        /** @description What runs here */
        AboutView: {
            /**
             * Format: int32
             * @description Days that history is kept in projects that do not say otherwise
             */
            retention_days: number;
            /**
             * Format: date-time
             * @description When this process began to work
             */
            started_at: string;
            /**
             * @description What data is kept in
             * @enum {string}
             */
            store: "sqlite" | "postgres";
            /** @description The version of this build */
            version: string;
        };
        /** @description What one action is run with */
        ActionInput: {
            /** @description The id of a connection, where the action uses one */
            connection?: string | null;
            /** @description The input, as the action's schema describes it */
            input?: unknown;
        };
        /** @description An action in a list */
        ActionItem: {
            /**
             * @description Whether it uses a connection
             * @enum {string}
             */
            connection: "required" | "optional" | "none";
            /** @description What it is for */
            description: string;
            /**
             * @description What repeating it does
             * @enum {string}
             */
            effect: "read" | "idempotent" | "keyed" | "unsafe";
            /**
             * @description What the action does
             * @enum {string}
             */
            kind: "create" | "update" | "search" | "delete";
            /** @description The full name, such as slack.send_message */
            name: string;
            /** @description The name for people */
            title: string;
            /** @description The name of the tool */
            tool: string;
        };
        /** @description An action with its schemas */
        ActionView: {
            /**
             * @description Whether it uses a connection
             * @enum {string}
             */
            connection: "required" | "optional" | "none";
            /** @description What it is for */
            description: string;
            /** @description Where the documentation is */
            docs: string;
            /**
             * @description What repeating it does
             * @enum {string}
             */
            effect: "read" | "idempotent" | "keyed" | "unsafe";
            /** @description Inputs to start from */
            examples: components["schemas"]["ExampleView"][];
            /** @description JSON Schema of the input */
            input: {
                [key: string]: unknown;
            };
            /**
             * @description What the action does
             * @enum {string}
             */
            kind: "create" | "update" | "search" | "delete";
            /** @description Whether the tool can be asked if an earlier call, whose answer was lost, has done its work; it is asked before another try */
            lookup: boolean;
            /** @description The full name, such as slack.send_message */
            name: string;
            /** @description JSON Schema of the output */
            output: {
                [key: string]: unknown;
            };
            /**
             * Format: duration
             * @description Of one try, when the step sets none
             */
            timeout: string;
            /** @description The name for people */
            title: string;
            /** @description The name of the tool */
            tool: string;
        };
        /** @description An answer to what a step asks */
        AnswerInput: {
            /** @description Why, for the journal and the step's output */
            note?: string | null;
        };
        /** @description A step that waits for an answer */
        ApprovalItem: {
            /**
             * Format: date-time
             * @description When it began to wait
             */
            asked_at: string;
            /** @description What helps to decide, in Markdown; may be empty */
            details: string;
            /** @description The id of the execution, exe_... */
            execution: string;
            /** @description Who may answer; empty for everybody who may run executions */
            roles: ("operator" | "editor" | "owner")[];
            /** @description The id of the step */
            step: string;
            /** @description What is asked */
            title: string;
            /**
             * Format: date-time
             * @description When it is no longer waited for
             */
            until: string;
            /**
             * Format: int32
             * @description The version
             */
            version: number;
            /** @description The id of the workflow */
            workflow: string;
        };
        /** @description One try of a step, as the journal keeps it */
        AttemptView: {
            /**
             * @description What follows; reuse is the result of the same call made before, look_up another try, which first asks the tool whether the work is done already
             * @enum {string}
             */
            decision: "done" | "reuse" | "retry" | "look_up" | "fail" | "ask" | "skip" | "stop" | "wait" | "approve" | "reject" | "settle" | "foreach";
            /** @description What kind of failure it was; null when it did not fail */
            error_class: string | null;
            /** @description The requests and answers, secrets masked; a text that says so where they are left out or missing */
            exchanges: {
                /** Format: int64 */
                duration_ms?: number;
                /** @description Why it failed; empty when it did not */
                error?: string;
                method?: string;
                remote_address?: string;
                request_body?: string;
                request_headers?: {
                    [key: string]: string[];
                };
                response_body?: string;
                response_headers?: {
                    [key: string]: string[];
                };
                /** Format: date-time */
                started_at?: string;
                /** @description 0 when no answer came */
                status?: number;
                url?: string;
            }[] | null;
            /**
             * Format: date-time
             * @description When it ended
             */
            finished_at: string;
            /** @description The resolved input, secrets masked; a text that says so where it is left out or missing */
            input: unknown;
            /** @description When it is tried again, after the decisions retry and look_up; when the waiting is over, after wait */
            next_at: string | null;
            /**
             * Format: int32
             * @description From 1 over all tries of the step
             */
            number: number;
            /** @description What it gave; a text that says so where it is left out or missing */
            output: unknown;
            /** @description Why it ended as it did, and why the decision is what it is */
            reason: string;
            /**
             * Format: date-time
             * @description When it began
             */
            started_at: string;
            /**
             * @description How the try ended
             * @enum {string}
             */
            status: "pending" | "ready" | "running" | "retrying" | "waiting" | "succeeded" | "failed" | "skipped" | "cancelled" | "unknown";
        };
        /** @description How many slots a backfill would fire */
        BackfillCountView: {
            /**
             * Format: int32
             * @description Slots that did
             */
            fired: number;
            /**
             * Format: int32
             * @description Slots that did not fire
             */
            missing: number;
        };
        /** @description From when to when slots are to be filled in */
        BackfillInput: {
            /**
             * Format: date-time
             * @description The first time that is meant; no longer ago than the project keeps its history
             */
            from: string;
            /**
             * Format: date-time
             * @description The time before which the slots are; at most 10,000 slots
             */
            to: string;
        };
        /** @description What one portion of a backfill did */
        BackfillPortionView: {
            /**
             * Format: int32
             * @description How many slots have been fired
             */
            fired: number;
            /** @description The time to go on from; null when that was all */
            next: string | null;
        };
        /** @description A part of the range */
        BucketView: {
            /**
             * Format: date-time
             * @description Its beginning
             */
            from: string;
            /** @description The executions created in it */
            tally: components["schemas"]["TallyView"];
        };
        /** @description A change of many executions, to be counted */
        BulkCountInput: {
            /** @description Which executions; all that the operation is for when left out */
            filter?: components["schemas"]["BulkFilterInput"] | null;
            /**
             * @description What would be done with each
             * @enum {string}
             */
            operation: "cancel" | "restart" | "replay";
            /** @description For a replay: newest, or same for the version each ran on; newest when left out */
            version?: ("newest" | "same") | null;
        };
        /** @description How many executions a change would be for */
        BulkCountView: {
            /** @description What the change begins with; null when there is nothing to do */
            cursor: string | null;
            /**
             * Format: int32
             * @description How many executions there are, counted up to 100,000
             */
            matching: number;
            /** @description Whether there are more than were counted */
            more: boolean;
        };
        /** @description Which executions; what is left out does not restrict */
        BulkFilterInput: {
            /** @description Uses this action, such as slack.send_message */
            action?: string | null;
            /** @description Uses this connection */
            connection?: string | null;
            /** @description Created at this time or later */
            from?: string | null;
            /** @description The status; one that the operation is for */
            status?: ("queued" | "running" | "waiting" | "cancelling" | "succeeded" | "failed" | "cancelled") | null;
            /** @description The workflow has this tag */
            tag?: string | null;
            /** @description Created before this time */
            to?: string | null;
            /** @description Uses an action of this tool */
            tool?: string | null;
            /** @description The id of the workflow */
            workflow?: string | null;
        };
        /** @description A change of many executions, as it was counted */
        BulkInput: {
            /** @description The cursor of the count, or the next of the portion before */
            cursor: string;
            /** @description Which executions, as they were counted */
            filter?: components["schemas"]["BulkFilterInput"] | null;
            /**
             * @description What is done with each, as it was counted
             * @enum {string}
             */
            operation: "cancel" | "restart" | "replay";
            /** @description For a replay, as it was counted */
            version?: ("newest" | "same") | null;
        };
        /** @description What one portion of a change did, at most 100 executions */
        BulkPortionView: {
            /** @description The executions that were changed, or the new ones of replays */
            done: string[];
            /** @description The cursor of the next portion; null when this was the last */
            next: string | null;
            /** @description Those that were left as they are, and why */
            refused: components["schemas"]["BulkRefusalView"][];
        };
        /** @description Why one execution was left as it is */
        BulkRefusalView: {
            /** @description The stable code of the reason */
            code: string;
            /** @description The reason */
            detail: string;
            /** @description The execution */
            execution: string;
        };
        /** @description A name under which requests were caught */
        CatchItem: {
            /**
             * Format: date-time
             * @description When the last one came
             */
            last_at: string;
            /** @description The name */
            name: string;
            /**
             * Format: int32
             * @description How many are kept
             */
            requests: number;
            /** @description The address */
            url: string;
        };
        /** @description A caught request */
        CaughtItem: {
            /** @description As text when it is UTF-8 */
            body: string | null;
            /** @description In base64 when it is not */
            body_base64: string | null;
            /** @description Headers by their names in lower case */
            headers: {
                [key: string]: string[];
            };
            /** @description The HTTP method */
            method: string;
            /** @description The path of the address */
            path: string;
            /** @description The query, without the question mark */
            query: string;
            /** @description The address of the client */
            remote: string;
            /**
             * Format: date-time
             * @description When it happened
             */
            time: string;
            /** @description Whether it was longer than what is kept */
            truncated: boolean;
        };
        /** @description The catcher's answer */
        CaughtView: {
            /** @description True */
            caught: boolean;
        };
        /** @description The event that started an execution */
        CauseView: {
            /** @description The body, any JSON */
            data: unknown;
            /** @description The id */
            id: string;
            /** @description Where it came from */
            source: string;
            /**
             * Format: date-time
             * @description When it happened
             */
            time: string;
            /** @description manual, schedule, or the type that the sender gives */
            type: string;
        };
        /** @description Where a workflow is copied to */
        CloneInput: {
            /** @description The id of the new workflow */
            id: string;
        };
        /** @description A connection as it shall be */
        ConnectionInput: {
            /** @description As the kind's schema describes it */
            config?: {
                [key: string]: unknown;
            } | null;
            /** @description One of the kinds that the tool has */
            kind: string;
            /** @description How much it may be used; left out, it stays as it is */
            limits?: components["schemas"]["LimitsView"] | null;
            /** @description By name; one left out keeps its value, null removes it */
            secrets?: {
                [key: string]: string | null;
            } | null;
            /** @description The name of the tool */
            tool: string;
        };
        /** @description A connection, without its secrets */
        ConnectionItem: {
            /** @description The readable settings */
            config: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description When it was made
             */
            created_at: string;
            /** @description Whether it worked when it was last used */
            health: components["schemas"]["HealthItem"];
            /** @description The id */
            id: string;
            /** @description One of the kinds that the tool has */
            kind: string;
            /** @description How much it may be used */
            limits: components["schemas"]["LimitsView"];
            /**
             * Format: int64
             * @description Grows with every change; the ETag
             */
            revision: number;
            /** @description The names of those that are set */
            secrets: string[];
            /** @description The name of the tool */
            tool: string;
            /** @description What the tool told this server of its own limit; null when it told nothing */
            tool_limit: components["schemas"]["ToolLimitView"] | null;
            /**
             * Format: date-time
             * @description When it was last changed
             */
            updated_at: string;
        };
        /** @description How many executions have each status */
        CountsView: {
            /**
             * Format: int32
             * @description How many were cancelled
             */
            cancelled: number;
            /**
             * Format: int32
             * @description How many are cancelling
             */
            cancelling: number;
            /**
             * Format: int32
             * @description How many failed
             */
            failed: number;
            /**
             * Format: int32
             * @description How many are queued
             */
            queued: number;
            /**
             * Format: int32
             * @description How many are running
             */
            running: number;
            /**
             * Format: int32
             * @description How many succeeded
             */
            succeeded: number;
            /**
             * Format: int32
             * @description How many are waiting
             */
            waiting: number;
        };
        /** @description What is evaluated, and with which data: either an expression or a template, with data that is given here or stored */
        EvaluationInput: {
            /** @description What 'event' is, such as {"data": {}} */
            event?: {
                [key: string]: unknown;
            } | null;
            /** @description A bare expression, as in 'when' */
            expression?: string | null;
            /** @description The id of a stored event, in place of 'event' and 'steps' */
            sample_event?: string | null;
            /** @description The id of an execution, in place of 'event' and 'steps': its event, and what its steps have given */
            sample_execution?: string | null;
            /** @description What 'steps' is: by id, such as {"post": {"output": {}}} */
            steps?: {
                [key: string]: unknown;
            } | null;
            /** @description Any JSON whose texts may hold {{ }} */
            template?: unknown;
        };
        /** @description What came of an evaluation */
        EvaluationView: {
            /** @description Why there is no value, with line and column within the text at the path; empty when there is one */
            problems: components["schemas"]["ProblemView"][];
            /** @description The value, with secrets masked; null when there are problems, or when the expression omits its place */
            value: unknown;
        };
        /** @description What happened, in short and without its data */
        EventItem: {
            /**
             * Format: int32
             * @description How many executions it has started, replays included
             */
            executions: number;
            /** @description The id */
            id: string;
            /**
             * Format: int64
             * @description The size of its data, in bytes of JSON
             */
            size: number;
            /** @description Where it came from */
            source: string;
            /**
             * Format: date-time
             * @description When it happened
             */
            time: string;
            /** @description manual, schedule, or the type that the sender gives */
            type: string;
        };
        /** @description What happened, and what it has started */
        EventView: {
            /** @description The body, any JSON */
            data: unknown;
            /** @description Those it has started, replays included, newest first */
            executions: components["schemas"]["ExecutionItem"][];
            /** @description The readable headers of a webhook */
            headers: Record<string, never> | null;
            /** @description The id */
            id: string;
            /** @description Per trigger, what was started or why nothing was */
            outcome: Record<string, never>[] | null;
            /** @description Where it came from */
            source: string;
            /**
             * Format: date-time
             * @description When it happened
             */
            time: string;
            /** @description The correlation id, which is in the log and in X-Request-Id */
            trace: string;
            /** @description manual, schedule, or the type that the sender gives */
            type: string;
        };
        /** @description What a look at the state of unfinished executions has found */
        ExaminationView: {
            /**
             * Format: int32
             * @description How many unfinished executions were looked at
             */
            checked: number;
            /** @description What is wrong; empty when all is well */
            findings: components["schemas"]["FindingView"][];
            /** @description The cursor to go on with; null when all were looked at */
            next: string | null;
        };
        /** @description An input to start from */
        ExampleView: {
            /** @description The input */
            input: {
                [key: string]: unknown;
            };
            /** @description The name for people */
            title: string;
        };
        /** @description An execution in a list */
        ExecutionItem: {
            /**
             * Format: date-time
             * @description When it was made
             */
            created_at: string;
            /** @description The id of the event that started it, evt_... */
            event_id: string;
            /** @description Of what failed for good; null when nothing did */
            failure: {
                /** @description What kind of failure it was */
                class?: string;
                /** @description A sentence for people */
                message?: string;
                /** @description The id of the step */
                step?: string;
            } | null;
            /** @description When it ended; null until then */
            finished_at: string | null;
            /** @description The id */
            id: string;
            /**
             * @description How far it is
             * @enum {string}
             */
            status: "queued" | "running" | "waiting" | "cancelling" | "succeeded" | "failed" | "cancelled";
            /**
             * Format: int32
             * @description The version of the workflow that runs
             */
            version: number;
            /** @description The id of the workflow */
            workflow: string;
        };
        /** @description An execution with its event and its steps */
        ExecutionView: {
            /**
             * Format: date-time
             * @description When it was made
             */
            created_at: string;
            /**
             * Format: int32
             * @description How many executions led to it in turn, by calls and by ends; 0 when something from outside did
             */
            depth: number;
            /** @description The event that started it */
            event: components["schemas"]["CauseView"];
            /** @description Of what failed for good; null when nothing did */
            failure: {
                /** @description What kind of failure it was */
                class?: string;
                /** @description A sentence for people */
                message?: string;
                /** @description The id of the step */
                step?: string;
            } | null;
            /** @description When it ended; null until then */
            finished_at: string | null;
            /** @description The id */
            id: string;
            /** @description The step that called its workflow; null when none did */
            parent: components["schemas"]["ParentView"] | null;
            /**
             * Format: int64
             * @description Grows with every change of the execution
             */
            revision: number;
            /**
             * @description How far it is
             * @enum {string}
             */
            status: "queued" | "running" | "waiting" | "cancelling" | "succeeded" | "failed" | "cancelled";
            /** @description The steps in the order written */
            steps: components["schemas"]["StepView"][];
            /**
             * Format: int32
             * @description The version of the workflow that runs
             */
            version: number;
            /** @description The limit because of which it waits for its turn; null when it does not */
            waits_in: components["schemas"]["LaneView"] | null;
            /** @description The id of the workflow */
            workflow: string;
        };
        /** @description Something wrong with the state of an execution */
        FindingView: {
            /**
             * @description What is wrong: a step whose work is missing in the queue, work of something that is over, an execution with nothing left to do, a cancel that nothing would end, or steps that cannot be read
             * @enum {string}
             */
            code: "lost_task" | "stray_task" | "idle_execution" | "endless_cancel" | "unreadable_progress";
            /** @description The same for people */
            detail: string;
            /** @description The execution, also one that is gone */
            execution: string;
            /** @description The step it is about; null when it is about the whole execution */
            step: string | null;
        };
        /** @description Whether a connection worked when it was last used */
        HealthItem: {
            /** @description When it was last used or tried */
            checked_at: string | null;
            /** @description A sentence for people */
            message: string;
            /**
             * @description How far it is
             * @enum {string}
             */
            status: "unknown" | "ok" | "failing" | "needs_reauth";
        };
        /** @description The answer of a probe */
        HealthView: {
            /** @description ok, or what is wrong, by name */
            checks: {
                [key: string]: string;
            };
            /**
             * @description ok or failing
             * @enum {string}
             */
            status: "ok" | "failing";
        };
        /** @description One thing that is wrong in a request */
        Item: {
            /**
             * Format: int32
             * @description From 1; 0 when there is none
             */
            column: number;
            /**
             * Format: int32
             * @description From 1; 0 when there is none
             */
            line: number;
            /** @description A sentence for people */
            message: string;
            /** @description Where in the body, or query.NAME */
            path: string;
        };
        /** @description An item of a foreach step, in a list */
        ItemRow: {
            /**
             * Format: int32
             * @description How often it was tried
             */
            attempts: number;
            /** @description Of its last attempt; null when that did not fail */
            error_class: string | null;
            /** @description When its last attempt ended; null when there was none */
            finished_at: string | null;
            /**
             * Format: int32
             * @description Its place in the list, from 0
             */
            index: number;
            /** @description When it is tried next, while it waits for that */
            next_at: string | null;
            /** @description Why its last attempt ended as it did; empty when there was nothing to say */
            reason: string;
            /**
             * @description How far it is
             * @enum {string}
             */
            status: "pending" | "running" | "retrying" | "succeeded" | "failed" | "skipped" | "cancelled" | "unknown";
        };
        /** @description How far a foreach step has come with its items */
        ItemsView: {
            /**
             * Format: int32
             * @description How many there are
             */
            count: number;
            /**
             * Format: int32
             * @description How many have failed since the step was last begun
             */
            failed: number;
            /**
             * Format: int32
             * @description How many are under way, those included that wait for their next try
             */
            running: number;
            /**
             * Format: int32
             * @description How many have succeeded
             */
            succeeded: number;
            /**
             * Format: int32
             * @description Of how many nobody knows whether they happened
             */
            unknown: number;
        };
        /** @description An item of a foreach step with its tries */
        ItemView: {
            /** @description Every try */
            attempts: components["schemas"]["AttemptView"][];
            /**
             * Format: int32
             * @description Its place in the list, from 0
             */
            index: number;
            /**
             * @description How far it is
             * @enum {string}
             */
            status: "pending" | "running" | "retrying" | "succeeded" | "failed" | "skipped" | "cancelled" | "unknown";
            /** @description What the work of the step sees as item */
            value: unknown;
        };
        /** @description A kind of connection that a tool has */
        KindView: {
            /** @description JSON Schema of the readable settings */
            config: {
                [key: string]: unknown;
            };
            /** @description What it is for */
            description: string;
            /** @description The name */
            name: string;
            /** @description JSON Schema of the secrets */
            secrets: {
                [key: string]: unknown;
            };
            /** @description The name for people */
            title: string;
        };
        /** @description A limit that counts other slots than are taken */
        LaneFindingView: {
            /**
             * Format: int64
             * @description How many slots were counted as taken
             */
            held: number;
            /**
             * Format: int64
             * @description How many are taken
             */
            holders: number;
            /** @description What tells apart those that are counted together; empty when all are */
            key: string;
            /** @description What is limited, such as workflow:nightly or connection:chat */
            scope: string;
        };
        /** @description Limits that count other slots than are taken */
        LanesView: {
            /** @description What is wrong, or was and is mended */
            lanes: components["schemas"]["LaneFindingView"][];
        };
        /** @description Where something waits for its turn */
        LaneView: {
            /** @description What tells apart those that are counted together; empty when all are */
            key: string;
            /** @description What is limited, such as workflow:nightly or connection:chat; pause:nightly for a paused workflow */
            scope: string;
            /**
             * Format: date-time
             * @description When it could have begun, had nothing limited it
             */
            since: string;
            /** @description What keeps it waiting: paused, concurrency or rate; of a connection also tool_limit when the tool's own limit is used up, breaker when the tool fails, authentication when it refuses the credentials. Null when it is about to go on */
            why: ("paused" | "authentication" | "breaker" | "tool_limit" | "rate" | "concurrency") | null;
        };
        /** @description How much a connection may be used, by all nodes together */
        LimitsView: {
            /** @description How many calls there may be at once; null: any number */
            concurrency: number | null;
            /** @description How many calls may begin in a time; null: any number */
            rate: components["schemas"]["RateView"] | null;
        };
        /** @description A trigger that listens at an address */
        ListenerView: {
            /** @description Whether triggers start the workflow */
            enabled: boolean;
            /** @description The id of the trigger */
            trigger: string;
            /** @description The id of the workflow */
            workflow: string;
        };
        /** @description What was wrong, and is mended */
        MendedView: {
            /** @description What was wrong; empty when nothing was any more */
            mended: components["schemas"]["FindingView"][];
        };
        /** @description A large value that is not where it was kept */
        MissingValueView: {
            /** @description The event whose data it is; null when it is of an execution */
            event: string | null;
            /** @description The execution whose attempt it is of; null when it is of an event */
            execution: string | null;
            /** @description Its id */
            value: string;
        };
        /** @description A project to be made */
        NewProjectInput: {
            /** @description a to z, 0 to 9 and hyphens between them */
            id: string;
            /** @description The name */
            name: string;
        };
        /** @description A new API token with its secret */
        NewTokenView: {
            /** @description When it ends; null: never */
            expires_at: string | null;
            /** @description The id */
            id: string;
            /** @description The name */
            name: string;
            /**
             * @description What it may do
             * @enum {string}
             */
            role: "viewer" | "operator" | "editor" | "owner";
            /** @description The token itself, shown only once */
            secret: string;
        };
        /** @description A server that works on the database */
        NodeView: {
            /**
             * Format: int32
             * @description How many steps it works on, as of its last heartbeat
             */
            busy: number;
            /** @description Whether it is the one that answered */
            here: boolean;
            /** @description The id */
            id: string;
            /** @description Until when it is believed to be alive; null on SQLite, where there is one server only */
            lease_until: string | null;
            /** @description Process and host of the server */
            name: string;
            /**
             * Format: int32
             * @description The number under which it makes ids
             */
            number: number;
            /**
             * Format: int32
             * @description How many steps it can work on at a time
             */
            slots: number;
            /**
             * Format: date-time
             * @description When it joined
             */
            started_at: string;
            /**
             * @description Whether it works, was told to begin nothing new, or is taken for dead
             * @enum {string}
             */
            state: "active" | "draining" | "dead";
            /** @description The version */
            version: string;
        };
        /** @description The step that called a workflow */
        ParentView: {
            /** @description The id of the execution */
            execution: string;
            /** @description The id of the step */
            step: string;
        };
        /** @description A change of your own password */
        PasswordInput: {
            /** @description The next one, of at least 12 characters */
            next: string;
            /** @description The present password */
            present: string;
        };
        /** @description What a trigger can ask a tool for, again and again */
        PollItem: {
            /** @description The full name of the action that gives the list */
            action: string;
            /** @description What it is for */
            description: string;
            /** @description The full name, as a trigger gives it */
            name: string;
            /** @description The name for people */
            title: string;
        };
        /** @description What is wrong (RFC 9457) */
        ProblemDetail: {
            /** @description The stable code; see /docs/errors */
            code: string;
            /** @description What happened, why, and what to do next */
            detail: string;
            /** @description Each thing that is wrong in what was sent */
            errors: components["schemas"]["Item"][];
            /**
             * Format: int32
             * @description The HTTP status
             */
            status: number;
            /** @description The code in words */
            title: string;
            /** @description The correlation id, which is in the log and in X-Request-Id */
            trace: string;
            /** @description The page of the code */
            type: string;
        };
        /** @description One thing that keeps a text from being published */
        ProblemView: {
            /**
             * Format: int32
             * @description From 1; 0 when there is none
             */
            column: number;
            /**
             * Format: int32
             * @description From 1; 0 when there is none
             */
            line: number;
            /** @description A sentence for people */
            message: string;
            /** @description Where the problem is, such as steps[0].action */
            path: string;
        };
        /** @description A project */
        ProjectItem: {
            /**
             * Format: date-time
             * @description When it was made
             */
            created_at: string;
            /** @description Days that events are kept that started nothing; null for as long as the history */
            event_retention_days: number | null;
            /** @description The id */
            id: string;
            /** @description The name */
            name: string;
            /** @description Days that executions are kept after their end; null for what the configuration says */
            retention_days: number | null;
            /**
             * Format: int64
             * @description Grows with every change; the ETag
             */
            revision: number;
        };
        /** @description How many may begin in any window of a time */
        RateView: {
            /**
             * Format: int32
             * @description The most in any window of the period
             */
            limit: number;
            /**
             * Format: duration
             * @description From PT1S to P31D
             */
            period: string;
        };
        /** @description What became of a webhook */
        ReceivedView: {
            /** @description Whether the same delivery had come before */
            duplicate: boolean;
            /** @description The id of the event, evt_... */
            id: string;
        };
        /** @description A refused webhook */
        RefusalView: {
            /** @description The names of the request's headers */
            headers: string[];
            /** @description A sentence for people */
            reason: string;
            /**
             * Format: date-time
             * @description When it happened
             */
            time: string;
        };
        /** @description A new name */
        RenameInput: {
            /** @description The name */
            name: string;
        };
        /** @description How an execution is replayed */
        ReplayInput: {
            /** @description newest, or same for the version it ran on; newest when left out */
            version?: ("newest" | "same") | null;
        };
        /** @description What a replay has started */
        ReplayView: {
            /** @description The new ones, exe_... */
            executions: string[];
            /** @description The id of the event, evt_... */
            id: string;
        };
        /** @description How long a project keeps its history; what is left out is as the configuration says */
        RetentionInput: {
            /** @description Days that executions are kept after their end, 1 to 3650 */
            days?: number | null;
            /** @description Days that events are kept that started nothing, 1 to 3650; as long as the history when left out */
            event_days?: number | null;
        };
        /** @description What came of a test event */
        SentView: {
            /** @description Its body, JSON or text */
            answer: unknown;
            /**
             * Format: int32
             * @description What the address answered
             */
            status: number;
        };
        /** @description Who somebody is */
        SessionView: {
            /** @description What every change with the session's cookie must show in X-CSRF-Token; null for a token */
            csrf_token: string | null;
            /** @description usr_... or tok_... */
            id: string;
            /** @description The name */
            name: string;
            /**
             * @description What it may do
             * @enum {string}
             */
            role: "viewer" | "operator" | "editor" | "owner";
        };
        /** @description What came of a step whose outcome is unknown */
        SettlementInput: {
            /**
             * @description What somebody found out: it succeeded, it failed, or it did not happen and is to be run again
             * @enum {string}
             */
            as: "succeeded" | "failed" | "retry";
            /** @description Why, for the journal */
            note?: string | null;
            /** @description The output of the step, any JSON; only when it succeeded */
            output?: unknown;
        };
        /** @description The first owner */
        SetUpInput: {
            /** @description The e-mail address that the user signs in with */
            email: string;
            /** @description At least 12 characters */
            password: string;
            /** @description The token of the set-up link */
            token: string;
        };
        /** @description A set-up link, to be looked at before the form is filled in */
        SetUpLinkInput: {
            /** @description The token of the set-up link */
            token: string;
        };
        /** @description Whether the set-up link works */
        SetUpLinkView: {
            /** @description Whether the first owner can be made with it */
            works: boolean;
        };
        /** @description Whether the first owner still has to be created */
        SetUpView: {
            /** @description Whether the first owner still has to be created */
            pending: boolean;
        };
        /** @description Who signs in */
        SignInInput: {
            /** @description The e-mail address that the user signs in with */
            email: string;
            /** @description The password */
            password: string;
        };
        /** @description A webhook address and what came there */
        SourceView: {
            /**
             * Format: int64
             * @description How many were accepted since this server started
             */
            accepted: number;
            /**
             * Format: int64
             * @description How many were repetitions
             */
            duplicates: number;
            /** @description When the last one was accepted */
            last_accepted: string | null;
            /** @description The triggers that listen there */
            listeners: components["schemas"]["ListenerView"][];
            /** @description The path of the webhook */
            path: string;
            /** @description How senders are verified */
            preset: string;
            /** @description The last ones, newest first */
            refusals: components["schemas"]["RefusalView"][];
            /** @description How many were refused, by reason */
            refused: {
                [key: string]: number;
            };
            /** @description The address */
            url: string;
        };
        /** @description What was started */
        StartedView: {
            /** @description The id of the event that started it, evt_... */
            event_id: string;
            /** @description The id of the execution, exe_... */
            id: string;
        };
        /** @description What a workflow is started with */
        StartInput: {
            /** @description The event's data, any JSON */
            data?: unknown;
        };
        /** @description The state of an execution now */
        StateView: {
            /** @description The execution */
            execution: components["schemas"]["ExecutionItem"];
            /** @description The steps in the order written */
            steps: components["schemas"]["StepStatusView"][];
        };
        /** @description How the executions of a project went; the answer for a range is kept for five seconds */
        StatisticsView: {
            /**
             * Format: duration
             * @description How long each bucket is: five minutes up to two hours, an hour up to two days, else a day of 24 hours
             */
            bucket: string;
            /** @description The parts of the range, oldest first */
            buckets: components["schemas"]["BucketView"][];
            /** @description Whether that is the whole range: at most the newest 50,000 executions are counted */
            complete: boolean;
            /**
             * Format: date-time
             * @description Executions created from here on are counted
             */
            counted_from: string;
            /**
             * Format: date-time
             * @description The beginning of the range and of the first bucket
             */
            from: string;
            /** @description Since when the oldest task is due that nothing has begun yet; null when none waits */
            queued_since: string | null;
            /**
             * Format: date-time
             * @description The end of the range
             */
            to: string;
            /** @description All of the range */
            total: components["schemas"]["TallyView"];
            /**
             * Format: int32
             * @description How many executions of the project have not ended, whenever they began; counted up to 50,000
             */
            unfinished: number;
        };
        /** @description A try of a step that was recorded */
        StepAttemptView: {
            /** @description The try */
            attempt: components["schemas"]["AttemptView"];
            /** @description The id of the step */
            step: string;
        };
        /** @description How far a step is */
        StepStatusView: {
            /**
             * Format: int32
             * @description How often it was tried
             */
            attempts: number;
            /** @description The id */
            id: string;
            /** @description How far it has come with the items of its list; null when it has none, or has not begun with them */
            items: components["schemas"]["ItemsView"] | null;
            /** @description When it is tried next, or its waiting is over, while it waits for that */
            next_at: string | null;
            /**
             * @description How far it is
             * @enum {string}
             */
            status: "pending" | "ready" | "running" | "retrying" | "waiting" | "succeeded" | "failed" | "skipped" | "cancelled" | "unknown";
            /** @description The limit because of which it waits for its turn; null when it does not */
            waits_in: components["schemas"]["LaneView"] | null;
        };
        /** @description A step with its tries */
        StepView: {
            /** @description The full name of the action; null for a step that calls none */
            action: string | null;
            /** @description Every try, and the decision when it was skipped */
            attempts: components["schemas"]["AttemptView"][];
            /** @description The execution that it started last, of a step that calls a workflow */
            child: string | null;
            /** @description The id of the connection whose credentials it uses; null when there is none */
            connection: string | null;
            /** @description The id */
            id: string;
            /** @description How far it has come with the items of its list; null when it has none, or has not begun with them */
            items: components["schemas"]["ItemsView"] | null;
            /** @description What it does; null when the version of the workflow is gone */
            kind: ("action" | "transform" | "wait" | "approval" | "set_variable" | "workflow") | null;
            /** @description When it is tried next, or its waiting is over, while it waits for that */
            next_at: string | null;
            /** @description Whether it belongs to the steps that run after a failure */
            on_failure: boolean;
            /** @description Of the try that succeeded, or of the one that failed where even that has one, such as a rejected approval's */
            output: unknown;
            /**
             * @description How far it is
             * @enum {string}
             */
            status: "pending" | "ready" | "running" | "retrying" | "waiting" | "succeeded" | "failed" | "skipped" | "cancelled" | "unknown";
            /** @description The limit because of which it waits for its turn; null when it does not */
            waits_in: components["schemas"]["LaneView"] | null;
        };
        /** @description How a number of executions went */
        TallyView: {
            /** @description By status */
            counts: components["schemas"]["CountsView"];
            /**
             * Format: int32
             * @description How many there are
             */
            executions: number;
            /** @description How long half of those that succeeded or failed took at most, in milliseconds from acceptance to end; null while there are none */
            p50_ms: number | null;
            /** @description How long 95 of 100 of them took at most */
            p95_ms: number | null;
            /** @description Of those that succeeded or failed, 0 to 1; null while there are none */
            success_rate: number | null;
        };
        /** @description Whether a connection works */
        TestView: {
            /** @description A sentence for people */
            message: string;
            /** @description Whether it works */
            ok: boolean;
        };
        /** @description An API token to be made */
        TokenInput: {
            /** @description When it ends; null: never */
            expires_at?: string | null;
            /** @description The name */
            name: string;
            /**
             * @description What it may do
             * @enum {string}
             */
            role: "viewer" | "operator" | "editor" | "owner";
        };
        /** @description An API token, without its secret */
        TokenItem: {
            /**
             * Format: date-time
             * @description When it was made
             */
            created_at: string;
            /** @description When it ends; null: never */
            expires_at: string | null;
            /** @description The id */
            id: string;
            /** @description When it was last used; null: never */
            last_used_at: string | null;
            /** @description The name */
            name: string;
            /**
             * @description What it may do
             * @enum {string}
             */
            role: "viewer" | "operator" | "editor" | "owner";
        };
        /** @description A tool in a list */
        ToolItem: {
            /**
             * Format: int32
             * @description How many actions it has
             */
            actions: number;
            /** @description What it is for */
            description: string;
            /** @description Where the documentation is */
            docs: string;
            /** @description The name */
            name: string;
            /** @description The name for people */
            title: string;
            /** @description The version */
            version: string;
        };
        /** @description What a tool told of its own limit in its last answer to this server */
        ToolLimitView: {
            /** @description How many calls a window allows; null when the tool does not tell */
            limit: number | null;
            /**
             * Format: int32
             * @description How many of them were left
             */
            remaining: number;
            /**
             * Format: date-time
             * @description When all are allowed again
             */
            resets_at: string;
        };
        /** @description A tool with its kinds of connections, its actions and its polls */
        ToolView: {
            /** @description Its actions */
            actions: components["schemas"]["ActionItem"][];
            /** @description The kinds of connections it has */
            connection_kinds: components["schemas"]["KindView"][];
            /** @description What it is for */
            description: string;
            /** @description Where the documentation is */
            docs: string;
            /** @description The name */
            name: string;
            /** @description What triggers can ask it for */
            polls: components["schemas"]["PollItem"][];
            /** @description The name for people */
            title: string;
            /** @description The version */
            version: string;
        };
        /** @description A trigger of a published workflow */
        TriggerView: {
            /** @description The workflow whose end starts it; null for other kinds */
            after: string | null;
            /** @description The connection with which a tool is asked; null when none is needed */
            connection: string | null;
            /** @description How far a poll has come, often a time; null for polls that always ask for everything, and before the first answer */
            cursor: string | null;
            /** @description Whether triggers start the workflow */
            enabled: boolean;
            /** @description After this time a schedule is not due, but for its jitter; null when it has no end */
            ends_at: string | null;
            /**
             * Format: int64
             * @description How many slots a schedule has had since then
             */
            expected: number;
            /**
             * Format: int64
             * @description How often a schedule has fired; how many events a poll has made
             */
            fires: number;
            /** @description The id */
            id: string;
            /** @description Every fire of a schedule is delayed by a part of this, always the same; null when there is none */
            jitter: string | null;
            /**
             * @description Which kind
             * @enum {string}
             */
            kind: "manual" | "webhook" | "schedule" | "workflow" | "poll";
            /** @description Why the last call of a poll failed; null when it did not */
            last_error: string | null;
            /** @description When a schedule was last due, and when a poll asked last */
            last_fire: string | null;
            /**
             * Format: int64
             * @description How many of them have neither fired nor been left out; more than none for longer than a moment means that schedules stand still
             */
            missed: number;
            /** @description When a schedule is due next, at most ten times; when a poll asks next */
            next_fires: string[];
            /** @description How that must have ended; empty for other kinds */
            on: string[];
            /** @description What a tool is asked for; null for other kinds */
            poll: string | null;
            /**
             * Format: int64
             * @description How many slots of a schedule the policy for missed times has left out since it was published as it is
             */
            skipped: number;
            /** @description Before this time a schedule is not due; null when it has no start */
            starts_at: string | null;
            /** @description When a schedule is due or a poll asks, as written */
            timing: string | null;
            /** @description The address of a webhook */
            url: string | null;
            /** @description The condition; null when there is none */
            when: string | null;
            /** @description The id of the workflow */
            workflow: string;
            /** @description The time zone of a schedule */
            zone: string | null;
        };
        /** @description A user to be made */
        UserInput: {
            /** @description The e-mail address that the user signs in with */
            email: string;
            /** @description At least 12 characters */
            password: string;
            /**
             * @description What it may do
             * @enum {string}
             */
            role: "viewer" | "operator" | "editor" | "owner";
        };
        /** @description A user */
        UserItem: {
            /**
             * Format: date-time
             * @description When it was made
             */
            created_at: string;
            /** @description The e-mail address that the user signs in with */
            email: string;
            /** @description The id */
            id: string;
            /**
             * @description What it may do
             * @enum {string}
             */
            role: "viewer" | "operator" | "editor" | "owner";
        };
        /** @description Whether a text could be published */
        ValidationView: {
            /** @description What keeps the text from being published */
            problems: components["schemas"]["ProblemView"][];
            /** @description Whether the text could be published as it is */
            valid: boolean;
        };
        /** @description What a look at the large values of a project has found */
        ValuesView: {
            /**
             * Format: int32
             * @description How many large values were looked at
             */
            checked: number;
            /** @description What is missing; it cannot be mended, only restored */
            missing: components["schemas"]["MissingValueView"][];
            /** @description The cursor to go on with; null when all were looked at */
            next: string | null;
        };
        /** @description A variable as it shall be */
        VariableInput: {
            /** @description Whether it can be used but not read back; false when left out */
            secret?: boolean | null;
            /** @description Any JSON but null; a text when secret */
            value?: string | number | boolean | Record<string, never> | unknown[];
        };
        /** @description A variable; a secret one without its value */
        VariableItem: {
            /**
             * Format: date-time
             * @description When it was made
             */
            created_at: string;
            /** @description The name */
            name: string;
            /**
             * Format: int64
             * @description Grows with every change; the ETag
             */
            revision: number;
            /** @description Whether it can be used but not read back */
            secret: boolean;
            /**
             * Format: date-time
             * @description When it was last changed
             */
            updated_at: string;
            /** @description Null when secret */
            value: unknown;
        };
        /** @description A published version in a list */
        VersionItem: {
            /**
             * Format: date-time
             * @description When it was published
             */
            published_at: string;
            /** @description Who published it */
            published_by: string;
            /**
             * Format: int32
             * @description The version
             */
            version: number;
        };
        /** @description A published version with its text */
        VersionView: {
            /** @description The id */
            id: string;
            /**
             * Format: date-time
             * @description When it was published
             */
            published_at: string;
            /** @description Who published it */
            published_by: string;
            /** @description The text as written */
            text: string;
            /**
             * Format: int32
             * @description The version
             */
            version: number;
        };
        /** @description A workflow in a list */
        WorkflowItem: {
            /** @description Whether the draft differs from the published version */
            changed: boolean;
            /**
             * Format: date-time
             * @description When it was made
             */
            created_at: string;
            /** @description What it is for */
            description: string;
            /** @description Whether triggers start the workflow */
            enabled: boolean;
            /** @description The id */
            id: string;
            /**
             * @description Which kind
             * @enum {string}
             */
            kind: "tool_action" | "workflow";
            /** @description The name */
            name: string;
            /** @description Whether its executions wait until somebody resumes it */
            paused: boolean;
            /**
             * Format: int64
             * @description Grows with every change; the ETag
             */
            revision: number;
            /** @description The tags */
            tags: string[];
            /**
             * Format: date-time
             * @description When it was last changed
             */
            updated_at: string;
            /** @description Who changed it last */
            updated_by: string;
            /** @description The published version; null when there is none */
            version: number | null;
        };
        /** @description A workflow with its draft */
        WorkflowView: {
            /** @description Whether the draft differs from the published version */
            changed: boolean;
            /**
             * Format: date-time
             * @description When it was made
             */
            created_at: string;
            /** @description What it is for */
            description: string;
            /** @description Whether triggers start the workflow */
            enabled: boolean;
            /** @description The id */
            id: string;
            /**
             * @description Which kind
             * @enum {string}
             */
            kind: "tool_action" | "workflow";
            /** @description The name */
            name: string;
            /** @description Whether its executions wait until somebody resumes it */
            paused: boolean;
            /** @description What keeps the text from being published */
            problems: components["schemas"]["ProblemView"][];
            /**
             * Format: int64
             * @description Grows with every change; the ETag
             */
            revision: number;
            /** @description The tags */
            tags: string[];
            /** @description The draft as written */
            text: string;
            /**
             * Format: date-time
             * @description When it was last changed
             */
            updated_at: string;
            /** @description Who changed it last */
            updated_by: string;
            /** @description The published version; null when there is none */
            version: number | null;
        };
    };
    responses: {
        /** @description What is wrong, as problem details (RFC 9457) */
        Problem: {
            headers: {
                /** @description After how many seconds the same request may succeed */
                "Retry-After"?: number;
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
    listActions: {
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    getAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The full name of the action, such as slack.send_message */
                action: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
        };
    };
    listNodes: {
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["NodeView"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    drainNode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description node */
                node: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NodeView"];
                };
            };
        };
    };
    resumeNode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description node */
                node: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NodeView"];
                };
            };
        };
    };
    getDescription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    listProjects: {
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProjectInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Made */
            201: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectItem"];
                };
            };
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectItem"];
                };
            };
        };
    };
    renameProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the change is based on; 412 when somebody else was faster. Left out: the last change wins. */
                "If-Match"?: string;
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectItem"];
                };
            };
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    runAction: {
        parameters: {
            query?: {
                /** @description How long to wait for the end before answering */
                wait?: string;
            };
            header?: {
                /** @description At most 150 characters. A repeated request with the same key and data finds the first one's execution for 24 hours. */
                "Idempotency-Key"?: string;
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The full name of the action, such as slack.send_message */
                action: string;
                /** @description The id of the project; every installation has 'default' */
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionView"];
                };
            };
            /** @description Accepted: it is on disk and will happen */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedView"];
                };
            };
        };
    };
    listApprovals: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description The id of the execution, exe_... */
                execution?: string;
                /** @description How many items at most */
                limit?: number;
                /** @description The id of the workflow */
                workflow?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApprovalItem"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    listCatchers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    listCaughtRequests: {
        parameters: {
            query?: {
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The name under which requests are caught */
                name: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    clearCatcher: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The name under which requests are caught */
                name: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listConnections: {
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
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    getConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the connection */
                connection: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionItem"];
                };
            };
        };
    };
    saveConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the change is based on; 412 when somebody else was faster. Left out: the last change wins. */
                "If-Match"?: string;
                /** @description With *, it is saved only when there is none of that id yet; 412 when there is. */
                "If-None-Match"?: string;
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the connection */
                connection: string;
                /** @description The id of the project; every installation has 'default' */
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionItem"];
                };
            };
        };
    };
    deleteConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the change is based on; 412 when somebody else was faster. Left out: the last change wins. */
                "If-Match"?: string;
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the connection */
                connection: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    testConnection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the connection */
                connection: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestView"];
                };
            };
        };
    };
    examineProject: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExaminationView"];
                };
            };
        };
    };
    examineLanes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LanesView"];
                };
            };
        };
    };
    mendLanes: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LanesView"];
                };
            };
        };
    };
    examineValues: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValuesView"];
                };
            };
        };
    };
    listEvents: {
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
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the event, evt_... */
                event: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventView"];
                };
            };
        };
    };
    replayEvent: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the event, evt_... */
                event: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Accepted: it is on disk and will happen */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayView"];
                };
            };
        };
    };
    listExecutions: {
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
                /** @description A part of the workflow's id or name, or of the failure, in any case. A page looks at 10,000 executions at most, so it may have fewer items than the limit and still a next page */
                q?: string;
                /** @description The status */
                status?: "queued" | "running" | "waiting" | "cancelling" | "succeeded" | "failed" | "cancelled";
                /** @description The workflow has this tag */
                tag?: string;
                /** @description Created before this time */
                to?: string;
                /** @description Uses an action of this tool */
                tool?: string;
                /** @description Only those that have not ended; false: only those that have */
                unfinished?: boolean;
                /** @description The id of the workflow */
                workflow?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    getExecution: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionView"];
                };
            };
        };
    };
    cancelExecution: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Accepted: it is on disk and will happen */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionItem"];
                };
            };
        };
    };
    followExecution: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event that the client got, to go on behind it. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    mendExecution: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MendedView"];
                };
            };
        };
    };
    replayExecution: {
        parameters: {
            query?: never;
            header?: {
                /** @description At most 150 characters. A repeated request with the same key and data finds the first one's execution for 24 hours. */
                "Idempotency-Key"?: string;
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Accepted: it is on disk and will happen */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedView"];
                };
            };
        };
    };
    restartExecution: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Accepted: it is on disk and will happen */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionItem"];
                };
            };
        };
    };
    approveStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the step */
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Accepted: it is on disk and will happen */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionItem"];
                };
            };
        };
    };
    getAttempt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The number of the attempt, from 1 */
                number: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the step */
                step: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptView"];
                };
            };
        };
    };
    listStepItems: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
                /** @description How it ended */
                status?: "succeeded" | "failed" | "unknown" | "cancelled";
            };
            header?: never;
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the step */
                step: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ItemRow"][];
                        next: string | null;
                    };
                };
            };
        };
    };
    getStepItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The place of the item in the list, from 0 */
                index: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the step */
                step: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemView"];
                };
            };
        };
    };
    rejectStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the step */
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Accepted: it is on disk and will happen */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionItem"];
                };
            };
        };
    };
    settleStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the execution, exe_... */
                execution: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the step */
                step: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Accepted: it is on disk and will happen */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionItem"];
                };
            };
        };
    };
    runBulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkPortionView"];
                };
            };
        };
    };
    countBulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkCountInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkCountView"];
                };
            };
        };
    };
    evaluateExpression: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluationInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
                };
            };
        };
    };
    setRetention: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectItem"];
                };
            };
        };
    };
    listSources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    testSource: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The path of the webhook, as its trigger names it */
                path: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentView"];
                };
            };
        };
    };
    getStatistics: {
        parameters: {
            query?: {
                /** @description Created at this time or later; a day before 'to' when left out */
                from?: string;
                /** @description Created before this time; now when left out */
                to?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatisticsView"];
                };
            };
        };
    };
    listTriggers: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description Whether the workflow is enabled */
                enabled?: boolean;
                /** @description Which kind */
                kind?: "manual" | "webhook" | "schedule" | "workflow" | "poll";
                /** @description How many items at most */
                limit?: number;
                /** @description The id of the workflow */
                workflow?: string;
            };
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    listVariables: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    getVariable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The name of the variable */
                variable: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VariableItem"];
                };
            };
        };
    };
    saveVariable: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the change is based on; 412 when somebody else was faster. Left out: the last change wins. */
                "If-Match"?: string;
                /** @description With *, it is saved only when there is none of that id yet; 412 when there is. */
                "If-None-Match"?: string;
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The name of the variable */
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VariableItem"];
                };
            };
        };
    };
    deleteVariable: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the change is based on; 412 when somebody else was faster. Left out: the last change wins. */
                "If-Match"?: string;
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The name of the variable */
                variable: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listWorkflows: {
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
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    getWorkflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
        };
    };
    saveWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the change is based on; 412 when somebody else was faster. Left out: the last change wins. */
                "If-Match"?: string;
                /** @description With *, it is saved only when there is none of that id yet; 412 when there is. */
                "If-None-Match"?: string;
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
                "application/x-yaml": string;
                "application/yaml": string;
                "text/x-yaml": string;
                "text/yaml": string;
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
        };
    };
    deleteWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the change is based on; 412 when somebody else was faster. Left out: the last change wins. */
                "If-Match"?: string;
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    cloneWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the workflow */
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Made */
            201: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
        };
    };
    disableWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
        };
    };
    enableWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
        };
    };
    startWorkflow: {
        parameters: {
            query?: {
                /** @description How long to wait for the end before answering */
                wait?: string;
            };
            header?: {
                /** @description At most 150 characters. A repeated request with the same key and data finds the first one's execution for 24 hours. */
                "Idempotency-Key"?: string;
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the workflow */
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExecutionView"];
                };
            };
            /** @description Accepted: it is on disk and will happen */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedView"];
                };
            };
        };
    };
    pauseWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
        };
    };
    publishWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the change is based on; 412 when somebody else was faster. Left out: the last change wins. */
                "If-Match"?: string;
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
        };
    };
    resumeWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    /** @description The revision, for If-Match of the next change */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowView"];
                };
            };
        };
    };
    backfillSchedule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description trigger */
                trigger: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackfillInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillPortionView"];
                };
            };
        };
    };
    countBackfill: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description trigger */
                trigger: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackfillInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillCountView"];
                };
            };
        };
    };
    hastenPoll: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description trigger */
                trigger: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerView"];
                };
            };
        };
    };
    listWorkflowVersions: {
        parameters: {
            query?: {
                /** @description The 'next' of the page before; nothing for the first page */
                cursor?: string;
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    getWorkflowVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
                /** @description The number of the version */
                version: string;
                /** @description The id of the workflow */
                workflow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionView"];
                };
            };
        };
    };
    validateWorkflow: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
                "application/x-yaml": string;
                "application/yaml": string;
                "text/x-yaml": string;
                "text/yaml": string;
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationView"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
        };
    };
    signIn: {
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSetUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetUpView"];
                };
            };
        };
    };
    completeSetUp: {
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
        };
    };
    checkSetUpLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetUpLinkInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetUpLinkView"];
                };
            };
        };
    };
    listTokens: {
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewTokenView"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the token, tok_... */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listTools: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    getTool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the tool */
                tool: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolView"];
                };
            };
        };
    };
    getToolPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the tool */
                tool: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": unknown;
                };
            };
        };
    };
    getToolIcon: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the tool */
                tool: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": unknown;
                };
            };
        };
    };
    listUsers: {
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
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
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
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserInput"];
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserItem"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Needed with a session's cookie, not with a token: csrf_token of the session. */
                "X-CSRF-Token"?: string;
            };
            path: {
                /** @description The id of the user, usr_... */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getVersion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AboutView"];
                };
            };
        };
    };
    catchRequestByGet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name under which requests are caught */
                name: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaughtView"];
                };
            };
        };
    };
    catchRequestByPut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name under which requests are caught */
                name: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaughtView"];
                };
            };
        };
    };
    catchRequestByPost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name under which requests are caught */
                name: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaughtView"];
                };
            };
        };
    };
    catchRequestByDelete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name under which requests are caught */
                name: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaughtView"];
                };
            };
        };
    };
    catchRequestByPatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name under which requests are caught */
                name: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaughtView"];
                };
            };
        };
    };
    getErrorPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": unknown;
                };
            };
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            /** @description Not now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
        };
    };
    getStartup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            /** @description Not now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
        };
    };
    receiveWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The path of the webhook, as its trigger names it */
                path: string;
                /** @description The id of the project; every installation has 'default' */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Accepted: it is on disk and will happen */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedView"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
        };
    };
    getManifestSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": unknown;
                };
            };
        };
    };
    getWorkflowSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            "4XX": components["responses"]["Problem"];
            "5XX": components["responses"]["Problem"];
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/schema+json": unknown;
                };
            };
        };
    };
}
