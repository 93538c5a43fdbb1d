package io.millrace.verify.planted.core.workflow;

import io.millrace.verify.planted.core.execution.Journal;

record WorkflowThatImportsExecution(Journal planted) {}
