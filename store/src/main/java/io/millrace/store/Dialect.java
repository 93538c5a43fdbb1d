package io.millrace.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** What differs between the databases, as questions a statement can ask. */
public enum Dialect {
    SQLITE("sqlite"),
    POSTGRES("postgres");

    private final String folder;

    Dialect(String folder) {
        this.folder = folder;
    }

    /** The classpath folder of this database's migrations. */
    String migrations() {
        return "classpath:db/" + folder;
    }

    /** What a select adds to lock the rows it reads until the transaction ends; SQLite has one writer and needs none. */
    public String forUpdate() {
        return this == POSTGRES ? " FOR UPDATE" : "";
    }

    /** What a select adds to keep the rows it reads from being dropped until the transaction ends. */
    String forKeyShare() {
        return this == POSTGRES ? " FOR KEY SHARE" : "";
    }

    /** What a select adds to lock the rows it reads, passing over those that others hold. */
    public String forUpdateSkipLocked() {
        return this == POSTGRES ? " FOR UPDATE SKIP LOCKED" : "";
    }

    /**
     * What a select adds behind its table so that the rows are read off an index of some of them. PostgreSQL knows how the rows
     * are spread and needs no telling; SQLite, which never counted them, takes an index of all rows as readily.
     */
    String indexedBy(String index) {
        return this == SQLITE ? " INDEXED BY " + index : "";
    }

    /** A condition that a column of numbers is one of a list, with one parameter to be set by {@link #bind}. */
    String oneOf(String column) {
        return this == POSTGRES ? column + " = ANY (?)" : column + " IN (SELECT value FROM json_each(?))";
    }

    /** Sets the parameter of {@link #oneOf}. */
    void bind(PreparedStatement statement, int index, Collection<Long> numbers) throws SQLException {
        if (this == POSTGRES) {
            statement.setArray(index, statement.getConnection().createArrayOf("bigint", numbers.toArray()));
        } else {
            statement.setString(index, numbers.toString());
        }
    }

    /** Whether several nodes may write to the same database. */
    public boolean manyNodes() {
        return this == POSTGRES;
    }
}
