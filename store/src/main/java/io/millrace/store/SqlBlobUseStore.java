package io.millrace.store;

import io.millrace.core.blob.BlobUseStore;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Which blobs the rows of a database refer to. Written by the ledger, marked by retention. */
public final class SqlBlobUseStore implements BlobUseStore {
    private final Database database;

    public SqlBlobUseStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Long> dropped(int limit) {
        return database.read(
                handle -> handle.createQuery("SELECT blob FROM blob_use WHERE dropped = 1 ORDER BY blob LIMIT :limit")
                        .bind("limit", limit)
                        .mapTo(Long.class)
                        .list());
    }

    @Override
    public void forget(Collection<Long> blobs) {
        if (!blobs.isEmpty()) {
            database.run(handle -> handle.createUpdate("DELETE FROM blob_use WHERE dropped = 1 AND blob IN (<blobs>)")
                    .bindList("blobs", List.copyOf(blobs))
                    .execute());
        }
    }

    @Override
    public Set<Long> known(Collection<Long> blobs) {
        return blobs.isEmpty()
                ? Set.of()
                : database.read(handle -> handle.createQuery("SELECT blob FROM blob_use WHERE blob IN (<blobs>)")
                        .bindList("blobs", List.copyOf(blobs))
                        .mapTo(Long.class)
                        .set());
    }

    @Override
    public List<Used> used(String project, long after, int limit) {
        return database.read(handle -> handle.createQuery(
                        "SELECT blob, owner, CASE WHEN EXISTS (SELECT 1 FROM event WHERE id = owner)"
                                + " THEN 1 ELSE 0 END AS of_event FROM blob_use WHERE dropped = 0 AND blob > :after AND"
                                + " (EXISTS (SELECT 1 FROM execution WHERE id = owner AND project = :project)"
                                + " OR EXISTS (SELECT 1 FROM event WHERE id = owner AND project = :project))"
                                + " ORDER BY blob LIMIT :limit")
                .bind("project", project)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Used(row.getLong("blob"), row.getLong("owner"), row.getInt("of_event") == 1))
                .list());
    }
}
