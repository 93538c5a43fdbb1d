package io.millrace.verify.planted.core.workflow;

import java.time.Instant;

final class WorkflowThatReadsTheClock {
    Instant time() {
        return Instant.now();
    }
}
