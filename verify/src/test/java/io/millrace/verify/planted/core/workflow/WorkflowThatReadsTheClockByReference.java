package io.millrace.verify.planted.core.workflow;

import java.util.function.LongSupplier;

final class WorkflowThatReadsTheClockByReference {
    LongSupplier time() {
        return System::currentTimeMillis;
    }
}
