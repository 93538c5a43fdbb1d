package io.millrace.verify.planted.sdk;

import io.millrace.verify.planted.core.workflow.Outline;

record SdkThatImportsCore(Outline planted) {}
