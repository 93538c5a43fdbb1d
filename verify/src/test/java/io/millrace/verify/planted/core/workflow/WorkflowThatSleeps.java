package io.millrace.verify.planted.core.workflow;

final class WorkflowThatSleeps {
    void rest() throws InterruptedException {
        Thread.sleep(0);
    }
}
