package io.millrace.store;

import io.millrace.core.access.Role;
import io.millrace.core.access.Token;
import io.millrace.core.access.TokenStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** API tokens on SQL. */
public final class SqlTokenStore implements TokenStore {
    private final Database database;

    public SqlTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Token> findByHash(String hash) {
        return database.read(handle -> handle.createQuery("SELECT * FROM api_token WHERE hash = :hash")
                .bind("hash", hash)
                .map(SqlTokenStore::token)
                .findOne());
    }

    @Override
    public Optional<Token> findByName(String name) {
        return database.read(handle -> handle.createQuery("SELECT * FROM api_token WHERE name = :name")
                .bind("name", name)
                .map(SqlTokenStore::token)
                .findOne());
    }

    @Override
    public List<Token> list(long after, int limit) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM api_token WHERE id > :after ORDER BY id LIMIT :limit")
                        .bind("after", after)
                        .bind("limit", limit)
                        .map(SqlTokenStore::token)
                        .list());
    }

    @Override
    public int count() {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM api_token")
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public boolean insert(Token token) {
        return database.write(handle -> handle.execute(
                        "INSERT INTO api_token (id, hash, name, role, created_at, last_used_at, expires_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        token.id(),
                        token.hash(),
                        token.name(),
                        token.role().code(),
                        Columns.micros(token.created()),
                        Columns.microsOrNull(token.lastUsed().orElse(null)),
                        Columns.microsOrNull(token.expires().orElse(null)))
                == 1);
    }

    @Override
    public void setLastUsed(long id, Instant at) {
        database.run(
                handle -> handle.execute("UPDATE api_token SET last_used_at = ? WHERE id = ?", Columns.micros(at), id));
    }

    @Override
    public boolean delete(long id) {
        return database.write(handle -> handle.execute("DELETE FROM api_token WHERE id = ?", id) == 1);
    }

    private static Token token(ResultSet row, StatementContext context) throws SQLException {
        return new Token(
                row.getLong("id"),
                row.getString("hash"),
                row.getString("name"),
                Role.of(row.getString("role")).orElseThrow(),
                Columns.instant(row.getLong("created_at")),
                Optional.ofNullable(Columns.instantOrNull(row, "last_used_at")),
                Optional.ofNullable(Columns.instantOrNull(row, "expires_at")));
    }
}
