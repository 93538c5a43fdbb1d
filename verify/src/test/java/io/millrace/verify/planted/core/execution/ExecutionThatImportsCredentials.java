package io.millrace.verify.planted.core.execution;

import io.millrace.verify.planted.core.connection.Credentials;
import io.millrace.verify.planted.core.workflow.Outline;

record ExecutionThatImportsCredentials(Outline allowed, Credentials planted) {}
