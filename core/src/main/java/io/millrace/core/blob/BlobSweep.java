package io.millrace.core.blob;

import io.millrace.core.shared.Ids;
import io.millrace.core.shared.MillraceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes blobs that nothing refers to: those whose rows retention has dropped, and those that were kept for a commit that
 * never came, because the server died between the two.
 *
 * <p>The second kind is known by its age alone, so it is looked for among blobs of {@link #GRACE} and older. What was looked
 * at once needs no second look: from then on it leaves together with its row. So a server goes through everything once
 * after its start, and through what has come of age after that. For one thread.
 */
public final class BlobSweep {
    private static final Logger log = LoggerFactory.getLogger(BlobSweep.class);

    /** A commit comes within seconds of its blob; an outcome that waits for a store that is away may be a day late. */
    static final Duration GRACE = Duration.ofDays(1);

    private static final Duration EVERY = Duration.ofHours(1);
    private static final int PORTION = 500;
    private static final int MOST_PORTIONS = 40;

    private final BlobStore store;
    private final BlobUseStore uses;
    private final InstantSource clock;
    private long looked;
    private Instant next = Instant.MIN;

    public BlobSweep(BlobStore store, BlobUseStore uses, InstantSource clock) {
        this.store = store;
        this.uses = uses;
        this.clock = clock;
    }

    /** Deletes what can be deleted now, in small steps and a bounded number of them; returns how many blobs. */
    public int sweep() {
        try {
            return dropped() + orphans();
        } catch (MillraceException e) {
            if (!e.code().retryable()) {
                throw e;
            }
            log.warn("Blobs that nothing refers to could not be deleted now: {}", e.getMessage());
            return 0;
        }
    }

    /** The content goes first: what dies between the two is deleted again, and what is not there is no error. */
    private int dropped() {
        int deleted = 0;
        for (int i = 0; i < MOST_PORTIONS; i++) {
            List<Long> blobs = uses.dropped(PORTION);
            if (blobs.isEmpty()) {
                break;
            }
            store.delete(blobs);
            uses.forget(blobs);
            deleted += blobs.size();
        }
        return deleted;
    }

    private int orphans() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return 0;
        }
        long end = Ids.firstAt(now.minus(GRACE));
        int deleted = 0;
        for (int i = 0; i < MOST_PORTIONS; i++) {
            List<Long> blobs = store.list(looked, PORTION).stream()
                    .filter(blob -> blob < end)
                    .toList();
            if (blobs.isEmpty()) {
                next = now.plus(EVERY);
                break;
            }
            Set<Long> known = uses.known(blobs);
            List<Long> orphans =
                    blobs.stream().filter(blob -> !known.contains(blob)).toList();
            if (!orphans.isEmpty()) {
                store.delete(orphans);
                log.info("Deleted {} large values that no commit had come to refer to", orphans.size());
            }
            deleted += orphans.size();
            looked = blobs.getLast();
        }
        return deleted;
    }
}
