package io.millrace.verify.journey;

import io.millrace.store.Database;
import io.millrace.store.Dialect;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.statement.SqlStatements;

/** A database whose ordinary statements are counted. */
record CountedDatabase(Database database, StatementCount count) implements Database {
    @Override
    public Dialect dialect() {
        return database.dialect();
    }

    @Override
    public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        return database.read(counted(work));
    }

    @Override
    public <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
        return database.write(counted(work));
    }

    private <T, X extends Exception> HandleCallback<T, X> counted(HandleCallback<T, X> work) {
        return handle -> {
            handle.getConfig(SqlStatements.class).setSqlLogger(count);
            return work.withHandle(handle);
        };
    }

    @Override
    public <T> T transact(SessionWork<T> work) {
        return database.transact(work);
    }

    @Override
    public void probe() {
        database.probe();
    }

    @Override
    public long logBytes() {
        return database.logBytes();
    }

    @Override
    public long giveBack() {
        return database.giveBack();
    }

    @Override
    public void close() {
        database.close();
    }
}
