package io.millrace.verify.planted.core.workflow;

import io.millrace.sdk.Sensitive;

final class WorkflowThatReveals {
    String text(Sensitive secret) {
        return secret.reveal();
    }
}
