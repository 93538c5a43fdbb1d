package io.millrace.app;

import io.millrace.core.event.Occurrence;
import io.millrace.core.execution.Intake;
import io.millrace.core.shared.Ids;
import io.millrace.core.source.Inbox;

/** Hands verified webhooks to the one door in. */
record IntakeInbox(Intake intake) implements Inbox {
    @Override
    public Received accept(Occurrence occurrence) {
        Intake.Accepted accepted = intake.accept(occurrence);
        return new Received(
                Ids.text("evt", accepted.event()),
                accepted.duplicate(),
                accepted.executions().stream().map(id -> Ids.text("exe", id)).toList());
    }
}
