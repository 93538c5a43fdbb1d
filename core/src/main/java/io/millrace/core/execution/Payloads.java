package io.millrace.core.execution;

import io.millrace.core.blob.BlobRef;
import io.millrace.core.blob.Blobs;
import io.millrace.core.event.Occurrence;
import io.millrace.core.ledger.AttemptRow;
import io.millrace.core.ledger.EventRow;
import io.millrace.core.shared.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of events and attempts on their way into rows and out of them: large ones are kept as blobs. */
final class Payloads {
    /** Stands for a value that is not where it was kept; JSON text. */
    static final String MISSING = "\"(missing: this value is not where large values are kept any more)\"";

    private final Blobs blobs;

    Payloads(Blobs blobs) {
        this.blobs = blobs;
    }

    // --- in ----------------------------------------------------------------------------------------------------------

    /** What the row of an event holds of its data. */
    String kept(Occurrence occurrence) {
        return blobs.kept(occurrence.json());
    }

    String kept(String json) {
        return blobs.kept(json);
    }

    /** Gives up what was kept for an event that turned out to be a duplicate. */
    void discard(String stored) {
        blobs.discard(stored);
    }

    /**
     * A try as its row holds it. What a waiting step asks stays in the row, where lists read it.
     *
     * @throws io.millrace.core.shared.MillraceException {@code store_unavailable}
     */
    StepRecord kept(StepRecord done) {
        if (done.verdict() instanceof Verdict.Wait) {
            return done;
        }
        String input = keptOrNull(done.input());
        String exchanges = keptOrNull(done.exchanges());
        Verdict verdict = kept(done.verdict());
        boolean small = !BlobRef.is(input) && !BlobRef.is(exchanges) && verdict.equals(done.verdict());
        return small
                ? done
                : new StepRecord(
                        done.task(),
                        done.item(),
                        done.no(),
                        verdict,
                        done.startedAt(),
                        done.finishedAt(),
                        input,
                        exchanges,
                        done.cached());
    }

    private Verdict kept(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Done done -> {
                String output = keptOrNull(done.output());
                yield BlobRef.is(output) ? new Verdict.Done(done.reason(), output) : verdict;
            }
            case Verdict.Reuse reuse -> {
                String output = kept(reuse.output());
                yield BlobRef.is(output) ? new Verdict.Reuse(reuse.reason(), output) : verdict;
            }
            case Verdict.Fail fail -> {
                String output = keptOrNull(fail.output());
                yield BlobRef.is(output)
                        ? new Verdict.Fail(fail.errorClass(), fail.reason(), fail.message(), output)
                        : verdict;
            }
            default -> verdict;
        };
    }

    private @Nullable String keptOrNull(@Nullable String json) {
        return json == null ? null : blobs.kept(json);
    }

    // --- out ---------------------------------------------------------------------------------------------------------

    /**
     * The JSON value that a row's text stands for.
     *
     * @throws io.millrace.core.shared.MillraceException {@code blob_missing}; {@code store_unavailable}
     */
    @Nullable
    Object value(String stored) {
        return Json.read(blobs.text(stored));
    }

    /** How much all values together take, in bytes, those that are kept as blobs with their own size. */
    static long bytes(Collection<String> stored) {
        return stored.stream()
                .mapToLong(text -> BlobRef.of(text).map(BlobRef::bytes).orElse((long) text.length()))
                .sum();
    }

    /** The same as text. */
    String text(String stored) {
        return blobs.text(stored);
    }

    /** An event as people see it. @param room the most bytes of a blob that are loaded */
    EventRow shown(EventRow row, long room) {
        if (!BlobRef.is(row.data())) {
            return row;
        }
        return new EventRow(
                row.id(),
                row.project(),
                row.type(),
                row.source(),
                row.time(),
                String.valueOf(new Room(room).shown(row.data())),
                row.headers(),
                row.outcome(),
                row.trace());
    }

    /**
     * Attempts as people see them: the newest are given their large values first, until the room is used up.
     *
     * @param room the most bytes of blobs that are loaded
     */
    List<AttemptRow> shown(List<AttemptRow> rows, long room) {
        Room left = new Room(room);
        List<AttemptRow> shown = new ArrayList<>(rows.size());
        rows.reversed().forEach(row -> shown.add(left.shown(row)));
        return shown.reversed();
    }

    /** How much may still be loaded for one answer. */
    private final class Room {
        private long left;

        Room(long left) {
            this.left = left;
        }

        AttemptRow shown(AttemptRow row) {
            boolean small = !BlobRef.is(row.input()) && !BlobRef.is(row.exchanges()) && !BlobRef.is(row.output());
            return small
                    ? row
                    : new AttemptRow(
                            row.subject(),
                            row.step(),
                            row.item(),
                            row.no(),
                            row.revision(),
                            row.status(),
                            row.errorClass(),
                            row.decision(),
                            row.reason(),
                            row.startedAt(),
                            row.finishedAt(),
                            row.nextAt(),
                            shown(row.input()),
                            shown(row.exchanges()),
                            shown(row.output()));
        }

        @Nullable
        String shown(@Nullable String stored) {
            if (stored == null || !BlobRef.is(stored)) {
                return stored;
            }
            long bytes = BlobRef.of(stored).map(BlobRef::bytes).orElse(0L);
            if (bytes > left) {
                return AttemptRow.LEFT_OUT;
            }
            left -= bytes;
            return blobs.find(stored).orElse(MISSING);
        }
    }
}
