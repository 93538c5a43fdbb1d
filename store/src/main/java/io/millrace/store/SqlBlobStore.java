package io.millrace.store;

import io.millrace.core.blob.BlobStore;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Large values in tables of their own. Nothing else is needed, every node sees them, and the backup of the database has them
 * all; in exchange they pass through its log, and it grows by them.
 */
public final class SqlBlobStore implements BlobStore {
    /** Neither driver nor database has to hold more of a value at once than this, in bytes. */
    private static final int CHUNK = 256 << 10;

    private final Database database;

    public SqlBlobStore(Database database) {
        this.database = database;
    }

    @Override
    public void put(long id, byte[] content) {
        database.run(handle -> {
            PreparedBatch batch = handle.prepareBatch(
                    "INSERT INTO blob_chunk (blob, no, content) VALUES (:blob, :no, :content) ON CONFLICT DO NOTHING");
            int no = 0;
            do {
                int from = no * CHUNK;
                batch.bind("blob", id)
                        .bind("no", no)
                        .bind("content", Arrays.copyOfRange(content, from, Math.min(from + CHUNK, content.length)))
                        .add();
                no++;
            } while (no * CHUNK < content.length);
            batch.execute();
        });
    }

    @Override
    public Optional<byte[]> get(long id) {
        List<byte[]> chunks = database.read(
                handle -> handle.createQuery("SELECT content FROM blob_chunk WHERE blob = :blob ORDER BY no")
                        .bind("blob", id)
                        .map((row, context) -> row.getBytes("content"))
                        .list());
        return chunks.isEmpty() ? Optional.empty() : Optional.of(joined(chunks));
    }

    private static byte[] joined(List<byte[]> chunks) {
        if (chunks.size() == 1) {
            return chunks.getFirst();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(
                chunks.stream().mapToInt(chunk -> chunk.length).sum());
        chunks.forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    @Override
    public void delete(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            database.run(handle -> handle.createUpdate("DELETE FROM blob_chunk WHERE blob IN (<ids>)")
                    .bindList("ids", List.copyOf(ids))
                    .execute());
        }
    }

    @Override
    public List<Long> list(long after, int limit) {
        return database.read(handle -> handle.createQuery(
                        "SELECT blob FROM blob_chunk WHERE no = 0 AND blob > :after ORDER BY blob LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }
}
