package io.millrace.app;

import io.millrace.app.config.Settings;
import io.millrace.core.blob.BlobStore;
import io.millrace.store.Database;
import io.millrace.store.FolderBlobStore;
import io.millrace.store.SqlBlobStore;

/** Opens the place that the settings name for large values. */
final class LargeValues {
    private LargeValues() {}

    /** @throws io.millrace.core.shared.MillraceException {@code configuration_invalid} when it cannot be used as it is set */
    static BlobStore open(Settings settings, Database database) {
        boolean shared = database.dialect().manyNodes();
        return switch (settings.blobs().kind().orElse(shared ? Settings.BlobKind.DATABASE : Settings.BlobKind.FOLDER)) {
            case FOLDER -> folder(settings, shared);
            case DATABASE -> new SqlBlobStore(database);
            case S3 -> throw new IllegalStateException("buckets come next");
        };
    }

    private static BlobStore folder(Settings settings, boolean shared) {
        FolderBlobStore store = new FolderBlobStore(settings.blobsFolder());
        if (!shared) {
            store.clearIncoming(); // with the lock of the data folder, so nobody else is writing
        }
        return store;
    }
}
