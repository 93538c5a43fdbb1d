package io.millrace.store;

import io.millrace.core.blob.BlobStore;
import io.millrace.core.blob.BlobStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresBlobStoreTest extends BlobStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.postgres();

    @Override
    protected BlobStore store() {
        return new SqlBlobStore(database.get());
    }
}
