package io.millrace.verify.planted.tools.chat;

import io.millrace.verify.planted.core.workflow.Outline;

record ToolThatImportsCore(Outline planted) {}
