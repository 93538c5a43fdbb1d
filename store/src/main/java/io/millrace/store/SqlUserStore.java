package io.millrace.store;

import io.millrace.core.access.Role;
import io.millrace.core.access.User;
import io.millrace.core.access.UserStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Users on SQL. */
public final class SqlUserStore implements UserStore {
    private final Database database;

    public SqlUserStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean isEmpty() {
        return database.read(SqlUserStore::noneIn);
    }

    @Override
    public Optional<User> find(long id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM user_account WHERE id = :id")
                .bind("id", id)
                .map(SqlUserStore::user)
                .findOne());
    }

    @Override
    public Optional<User> findByEmail(String email) {
        return database.read(handle -> handle.createQuery("SELECT * FROM user_account WHERE email = :email")
                .bind("email", email)
                .map(SqlUserStore::user)
                .findOne());
    }

    @Override
    public List<User> list(@Nullable String after, int limit) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM user_account WHERE email > :after ORDER BY email LIMIT :limit")
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .map(SqlUserStore::user)
                .list());
    }

    @Override
    public boolean insert(User user) {
        return database.write(handle -> insert(handle, user));
    }

    @Override
    public boolean insertFirst(User user) {
        return database.write(handle -> {
            lock(handle);
            return noneIn(handle) && insert(handle, user);
        });
    }

    @Override
    public boolean setPasswordHash(long id, String passwordHash) {
        return database.write(handle ->
                handle.execute("UPDATE user_account SET password_hash = ? WHERE id = ?", passwordHash, id) == 1);
    }

    @Override
    public boolean deleteUnlessLastOwner(long id) {
        return database.write(handle -> {
            lock(handle);
            return handle.execute(
                            "DELETE FROM user_account WHERE id = ? AND (role <> 'owner'"
                                    + " OR EXISTS (SELECT 1 FROM user_account WHERE role = 'owner' AND id <> ?))",
                            id,
                            id)
                    == 1;
        });
    }

    /** Both rules are about the whole table, so nobody else may write to it meanwhile; SQLite has one writer anyway. */
    private void lock(Handle handle) {
        if (database.dialect().manyNodes()) {
            handle.execute("LOCK TABLE user_account IN EXCLUSIVE MODE");
        }
    }

    private static boolean noneIn(Handle handle) {
        return handle.createQuery("SELECT id FROM user_account LIMIT 1")
                .mapTo(Long.class)
                .findOne()
                .isEmpty();
    }

    private static boolean insert(Handle handle, User user) {
        return handle.execute(
                        "INSERT INTO user_account (id, email, password_hash, role, created_at)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        user.id(),
                        user.email(),
                        user.passwordHash(),
                        user.role().code(),
                        Columns.micros(user.created()))
                == 1;
    }

    private static User user(ResultSet row, StatementContext context) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("email"),
                row.getString("password_hash"),
                Role.of(row.getString("role")).orElseThrow(),
                Columns.instant(row.getLong("created_at")));
    }
}
