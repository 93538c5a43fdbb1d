package io.millrace.app;

import io.millrace.app.config.Settings;
import io.millrace.core.blob.BlobStore;
import io.millrace.s3.BucketAddress;
import io.millrace.s3.S3BlobStore;
import io.millrace.store.Database;
import io.millrace.store.FolderBlobStore;
import io.millrace.store.SqlBlobStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Opens the place that the settings name for large values. */
final class LargeValues {
    /** So old, what another node writes into a shared folder is never finished. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private LargeValues() {}

    /** @throws io.millrace.core.shared.MillraceException {@code configuration_invalid} when it cannot be used as it is set */
    static BlobStore open(Settings settings, Database database, InstantSource clock) {
        boolean shared = database.dialect().manyNodes();
        return switch (settings.blobs().kind().orElse(shared ? Settings.BlobKind.DATABASE : Settings.BlobKind.FOLDER)) {
            case FOLDER -> folder(settings, shared ? clock.instant().minus(ABANDONED) : Instant.MAX);
            case DATABASE -> new SqlBlobStore(database);
            case S3 -> bucket(settings.blobs().bucket().orElseThrow(), clock);
        };
    }

    private static BlobStore bucket(Settings.Bucket bucket, InstantSource clock) {
        S3BlobStore store = new S3BlobStore(
                new BucketAddress(
                        bucket.endpoint(),
                        bucket.region(),
                        bucket.name(),
                        bucket.prefix(),
                        bucket.pathStyle(),
                        bucket.accessKey(),
                        bucket.secretKey(),
                        bucket.sessionToken()),
                clock);
        try {
            store.check();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** @param before when the last server that is dead now may have written */
    private static BlobStore folder(Settings settings, Instant before) {
        FolderBlobStore store = new FolderBlobStore(settings.blobsFolder());
        store.clearIncoming(before);
        return store;
    }
}
