package io.millrace.core.blob;

import io.millrace.core.blob.BlobUseStore.Used;
import io.millrace.core.shared.Cursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for rows whose large value is not where it was kept, as after a restore of the one without the other. */
public final class BlobCheckup {
    /** How many uses one page looks at. */
    public static final int PORTION = 500;

    private static final Cursor CURSOR = new Cursor("large values");

    private final BlobStore store;
    private final BlobUseStore uses;

    public BlobCheckup(BlobStore store, BlobUseStore uses) {
        this.store = store;
        this.uses = uses;
    }

    /**
     * What was found.
     *
     * @param checked how many uses were looked at
     * @param next the cursor to go on with; empty when all were looked at
     */
    public record Report(List<Used> missing, int checked, Optional<String> next) {}

    /**
     * Looks at the next large values of a project. What is dropped in this very moment may be told as missing.
     *
     * @param cursor {@code next} of the page before
     */
    public Report examine(String project, Optional<String> cursor) {
        long after = cursor.map(text -> CURSOR.read(text, BlobName::id)).orElse(0L);
        List<Used> portion = uses.used(project, after, PORTION);
        Optional<String> next = portion.size() < PORTION
                ? Optional.empty()
                : Optional.of(CURSOR.write(BlobName.text(portion.getLast().blob())));
        return new Report(missing(portion), portion.size(), next);
    }

    /** Both are in the same order, so one page of the store answers for all uses up to its end. */
    private List<Used> missing(List<Used> portion) {
        List<Used> missing = new ArrayList<>();
        Set<Long> kept = new HashSet<>();
        long seenTo = 0;
        for (Used use : portion) {
            if (use.blob() > seenTo) {
                List<Long> page = store.list(use.blob() - 1, BlobStore.MOST_IDS);
                kept = new HashSet<>(page);
                seenTo = page.size() < BlobStore.MOST_IDS ? Long.MAX_VALUE : page.getLast();
            }
            if (!kept.contains(use.blob())) {
                missing.add(use);
            }
        }
        return missing;
    }
}
