package io.millrace.verify.planted.core.workflow;

import io.millrace.sdk.Sensitive;
import java.util.Optional;

final class WorkflowThatRevealsByReference {
    Optional<String> text(Optional<Sensitive> secret) {
        return secret.map(Sensitive::reveal);
    }
}
