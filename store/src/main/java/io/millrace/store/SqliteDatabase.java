package io.millrace.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.core.lifecycle.CloseStack;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded database: WAL with {@code synchronous=FULL}, so that a commit is on disk when it returns; one writing
 * connection guarded by {@link #writing}; readers on their own connections, which never wait for the writer. A lock file
 * keeps a second server out of the folder.
 */
final class SqliteDatabase implements Database {
    static final String FILE = "millrace.db";

    private static final String LOCK = "millrace.lock";
    private static final int READERS = 4;
    private static final int PAGE_CACHE_KIB = 32 << 10;

    private final CloseStack opened = new CloseStack();
    private final SqliteWriter writer;
    private final Checkpointer checkpointer;
    private final Jdbi readingJdbi;
    private final Jdbi writingJdbi;
    private final ReentrantLock writing = new ReentrantLock(true);

    SqliteDatabase(Path folder, SQLiteConfig.SynchronousMode synchronous) {
        try {
            occupy(folder);
            PrivateFiles.makeFile(folder.resolve(FILE)); // SQLite gives its other files the mode of this one
            SqliteRoom.prepare(folder.resolve(FILE));
            SQLiteDataSource source = new SQLiteDataSource(settings(synchronous));
            source.setUrl("jdbc:sqlite:" + folder.resolve(FILE));
            Migrations.apply(source, Dialect.SQLITE);
            writer = opened.push(new SqliteWriter(source));
            Connection copying = opened.push(source.getConnection());
            HikariDataSource readers = opened.push(readers(folder));
            readingJdbi = Jdbi.create(readers);
            writingJdbi = Jdbi.create(new SharedConnection(writer));
            checkpointer = new Checkpointer(folder.resolve(FILE + "-wal"), copying, this::betweenTransactions);
        } catch (IOException e) {
            throw closedAfter(
                    new UncheckedIOException("The data folder " + folder + " cannot be used: " + e.getMessage(), e));
        } catch (SQLException e) {
            throw closedAfter(Failures.notOpened(folder, e));
        } catch (RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private <X extends RuntimeException> X closedAfter(X failure) {
        opened.closeAfter(failure);
        return failure;
    }

    private void occupy(Path folder) throws IOException {
        PrivateFiles.makeFolder(folder);
        PrivateFiles.makeFile(folder.resolve(LOCK));
        FileChannel lockFile = opened.push(FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE));
        opened.push(exclusive(lockFile, folder));
    }

    private static FileLock exclusive(FileChannel file, Path folder) throws IOException {
        @Nullable FileLock lock = null;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this very process: the same answer as for another one
        }
        if (lock == null) {
            throw new MillraceException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "Another server is running on the data folder " + folder.toAbsolutePath()
                            + ". Stop it first, or choose another folder with --data.");
        }
        return lock;
    }

    private static SQLiteConfig settings(SQLiteConfig.SynchronousMode synchronous) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(synchronous);
        config.setBusyTimeout(10_000);
        config.setCacheSize(-PAGE_CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0"); // the checkpointer does it
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Integer.toString(64 << 20));
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return config;
    }

    private static HikariDataSource readers(Path folder) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true); // the writer is open already and has recovered the WAL
        config.setBusyTimeout(10_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + folder.resolve(FILE));
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("sqlite-readers");
        pool.setDataSource(source);
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(READERS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        return new HikariDataSource(pool);
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        return Failures.told(() -> readingJdbi.withHandle(work));
    }

    @Override
    public <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
        writing.lock();
        try {
            begin();
            T result = Failures.told(() -> writingJdbi.withHandle(work));
            commit();
            return result;
        } catch (Throwable e) {
            writer.end(e);
            throw e;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public <T> T transact(SessionWork<T> work) {
        writing.lock();
        try {
            begin();
            T result = work.apply(writer.session());
            commit();
            return result;
        } catch (SQLException e) {
            writer.end(e);
            throw Failures.unavailable(e);
        } catch (RuntimeException | Error e) {
            writer.end(e);
            throw e;
        } finally {
            writing.unlock();
        }
    }

    private void begin() {
        try {
            writer.begin();
        } catch (SQLException e) {
            throw Failures.unavailable(e);
        }
    }

    private void commit() {
        try {
            writer.commit();
        } catch (SQLException e) {
            throw Failures.unavailable(e);
        }
        checkpointer.committed();
    }

    private void betweenTransactions(Checkpointer.Work work) throws SQLException {
        writing.lock();
        try {
            work.run();
        } finally {
            writing.unlock();
        }
    }

    /** After a failed write only a write can tell whether the database takes them again. */
    @Override
    public void probe() {
        if (writer.well()) {
            Database.super.probe();
        } else {
            run(handle -> handle.execute("UPDATE node SET lease_until = lease_until"));
        }
    }

    /** The file is shorter once the log is copied into it, which is asked for. */
    @Override
    public long giveBack() {
        long bytes = SqliteRoom.giveBack(turn -> transact(session -> turn.on(session.connection())));
        if (bytes > 0) {
            checkpointer.ask();
        }
        return bytes;
    }

    @Override
    public long logBytes() {
        return checkpointer.logBytes();
    }

    @Override
    public void close() {
        checkpointer.close(); // takes the writer's lock itself, so it comes first
        writing.lock();
        try {
            opened.close();
        } finally {
            writing.unlock();
        }
    }
}
