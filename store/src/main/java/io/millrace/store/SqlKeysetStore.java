package io.millrace.store;

import io.millrace.core.connection.KeysetStore;
import io.millrace.core.connection.WrappedKeyset;
import java.util.Optional;

/** The wrapped keyset on SQL, one row. */
public final class SqlKeysetStore implements KeysetStore {
    private final Database database;

    public SqlKeysetStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<WrappedKeyset> find() {
        return database.read(handle -> handle.createQuery("SELECT revision, wrapped FROM keyset WHERE id = 1")
                .map((row, _) -> new WrappedKeyset(row.getLong("revision"), row.getString("wrapped")))
                .findOne());
    }

    @Override
    public boolean write(WrappedKeyset keyset) {
        return database.write(handle -> keyset.revision() == 1
                ? handle.execute(
                                "INSERT INTO keyset (id, revision, wrapped) VALUES (1, 1, ?) ON CONFLICT DO NOTHING",
                                keyset.base64())
                        == 1
                : handle.execute(
                                "UPDATE keyset SET revision = ?, wrapped = ? WHERE id = 1 AND revision = ?",
                                keyset.revision(),
                                keyset.base64(),
                                keyset.revision() - 1)
                        == 1);
    }
}
