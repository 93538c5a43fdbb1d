package io.millrace.verify.planted.core.workflow;

final class WorkflowManager {}
