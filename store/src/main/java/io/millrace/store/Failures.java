package io.millrace.store;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells failures of the database in the words of core. What the driver says names hosts and tables, so it goes to the log of
 * the operator and not into answers.
 */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private Failures() {}

    interface Work<T, X extends Exception> {
        T get() throws X;
    }

    static <T, X extends Exception> T told(Work<T, X> work) throws X {
        try {
            return work.get();
        } catch (JdbiException e) {
            throw unavailable(e);
        }
    }

    /**
     * What failed, as the caller shall take it: {@code store_unavailable}, which another try may mend, or {@code
     * bad_request} when the database refuses a value as such and would do so again and again.
     */
    static MillraceException unavailable(Exception e) {
        Throwable cause = e.getCause() instanceof SQLException sql ? sql : e;
        if (isDataException(cause)) {
            log.warn("The database refuses a value: {}", cause.getMessage());
            return new MillraceException(
                    ErrorCode.BAD_REQUEST,
                    "A value is nothing that the database can store. Look for characters that no text has, such as U+0000,"
                            + " and for numbers and times out of reach.",
                    e);
        }
        log.warn("The database did not answer as it should: {}", cause.getMessage());
        return MillraceException.retryLater(
                ErrorCode.STORE_UNAVAILABLE,
                "The database does not answer as it should. Try again in a moment; the server's log says what is wrong.",
                PAUSE,
                e);
    }

    /** Class 22 of SQLSTATE (ISO/IEC 9075-2, section 24.1). */
    private static boolean isDataException(Throwable cause) {
        return cause instanceof SQLException sql
                && sql.getSQLState() != null
                && sql.getSQLState().startsWith("22");
    }

    static MillraceException notOpened(Path folder, SQLException e) {
        log.error("The database in {} cannot be opened: {}", folder, e.getMessage());
        return MillraceException.retryLater(
                ErrorCode.STORE_UNAVAILABLE,
                "The database in the data folder cannot be opened. The server's log says what is wrong.",
                PAUSE,
                e);
    }
}
