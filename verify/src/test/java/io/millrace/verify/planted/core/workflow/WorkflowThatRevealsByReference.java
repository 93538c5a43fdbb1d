package io.millrace.verify.planted.core.workflow;

import io.millrace.sdk.Sensitive;
import java.util.function.Supplier;

final class WorkflowThatRevealsByReference {
    Supplier<String> text(Sensitive secret) {
        return secret::reveal;
    }
}
