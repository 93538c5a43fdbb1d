package io.millrace.verify.planted.core.shared;

import io.millrace.verify.planted.core.workflow.Outline;

record SharedThatImportsWorkflow(Outline planted) {}
