package io.millrace.store;

import io.millrace.core.blob.BlobStore;
import io.millrace.core.blob.BlobStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteBlobStoreTest extends BlobStoreContract {
    @RegisterExtension
    private final FreshDatabase database = FreshDatabase.sqlite();

    @Override
    protected BlobStore store() {
        return new SqlBlobStore(database.get());
    }
}
