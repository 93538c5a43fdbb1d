package io.millrace.store;

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

    /** The same, passing over rows that others hold. */
    public String forUpdateSkipLocked() {
        return this == POSTGRES ? " FOR UPDATE SKIP LOCKED" : "";
    }

    /** Whether several nodes may write to the same database. */
    public boolean manyNodes() {
        return this == POSTGRES;
    }
}
