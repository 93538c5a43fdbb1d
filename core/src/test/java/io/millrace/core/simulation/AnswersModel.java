package io.millrace.core.simulation;

import io.millrace.core.lane.LaneKey;
import io.millrace.core.ledger.AttemptDecision;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.Batch;
import io.millrace.core.shared.Json;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people were told when they answered, settled, paused and resumed, and what became of the variable that steps count with. */
final class AnswersModel {
    private static final Pattern NOTE = Pattern.compile("(?:answer|word) \\d+");

    private static final Set<AttemptDecision> ANSWERS =
            EnumSet.of(AttemptDecision.APPROVE, AttemptDecision.REJECT, AttemptDecision.SETTLE);

    private final Book book;
    private final Map<String, Integer> recorded = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    /** How many steps have counted the variable up by one. */
    private long counted;

    AnswersModel(Book book) {
        this.book = book;
    }

    void committed(Batch batch) {
        for (AttemptRow row : batch.newAttempts()) {
            Matcher note = NOTE.matcher(row.reason());
            if (ANSWERS.contains(AttemptDecision.ofCode(row.decision())) && note.find()) {
                int count = recorded.merge(note.group(), 1, Integer::sum);
                book.expect(count == 1, "an answer was recorded twice: " + note.group());
            }
            Shape.Step step = book.model(row.subject()).shape().step(row.step()).orElseThrow();
            if (step.work().kind() == Shape.Kind.VARIABLE && row.decision().equals("done")) {
                counted++;
            }
        }
        batch.changedVariables()
                .forEach(row -> book.expect(
                        Objects.equals(Json.read(row.value()), counted),
                        "an update is lost: " + row.key().name() + " is " + row.value() + " after " + counted));
    }

    /** Somebody was told that an answer counts. */
    void acknowledged(String note) {
        taken.add(note);
        book.expect(recorded.containsKey(note), "an answer was taken and is not in the journal: " + note);
    }

    /** Somebody was told that a workflow is paused now, or not any more, and nobody else has asked meanwhile. */
    void acknowledged(String workflow, boolean paused, List<LaneKey> shut) {
        boolean is = shut.contains(LaneKey.of(Book.project(), "pause:" + workflow, ""));
        book.expect(is == paused, workflow + " is said to be " + (paused ? "paused" : "resumed") + " and is not");
    }

    void checkEnd() {
        taken.forEach(note -> book.expect(recorded.containsKey(note), "an answer is lost: " + note));
    }
}
