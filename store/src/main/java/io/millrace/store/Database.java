package io.millrace.store;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * An open database with its schema in place. Ordinary stores read and write through it with Jdbi; the ledger and the
 * queue use plain connections.
 *
 * <p>Failures of the database come out as {@link io.millrace.core.shared.MillraceException} with the code {@code
 * store_unavailable}.
 */
public interface Database extends AutoCloseable {
    Dialect dialect();

    /** Reads on a connection that sees everything committed before the call. */
    <T, X extends Exception> T read(HandleCallback<T, X> work) throws X;

    /** Writes in one transaction, durable when the call returns; nothing is written when the work throws. */
    <T, X extends Exception> T write(HandleCallback<T, X> work) throws X;

    /** Writes without a result; see {@link #write}. */
    default <X extends Exception> void run(HandleConsumer<X> work) throws X {
        this.<Boolean, X>write(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /**
     * Runs work of the hot path in one transaction, with plain prepared statements. On SQLite this is the only writer,
     * shared with {@link #write}; on PostgreSQL it is one connection of the pool.
     *
     * @throws io.millrace.core.shared.MillraceException {@code store_unavailable} when it is not known to be durable
     */
    <T> T transact(SessionWork<T> work);

    /**
     * Asks the database for a sign of life.
     *
     * @throws io.millrace.core.shared.MillraceException {@code store_unavailable} when it does not answer, or takes no writes
     *     as far as is known
     */
    default void probe() {
        read(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
    }

    /** The size of the write-ahead log beside the data, in bytes; 0 where the database's own server keeps it. */
    default long logBytes() {
        return 0;
    }

    /**
     * Gives some of the room that deleted rows left back to the disk, in steps between which others write. What may soon be
     * filled again stays. PostgreSQL does this by itself.
     *
     * @return how many bytes were given back
     */
    default long giveBack() {
        return 0;
    }

    @Override
    void close();

    /** Work on a plain connection. */
    @FunctionalInterface
    interface SessionWork<T> {
        T apply(Session session) throws SQLException;
    }

    /** Work on a Jdbi handle without a result. */
    @FunctionalInterface
    interface HandleConsumer<X extends Exception> {
        void accept(Handle handle) throws X;
    }
}
