package io.millrace.store;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.JdbiException;

/** Tells failures of the database in the words of core. */
final class Failures {
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

    static MillraceException unavailable(Exception e) {
        Throwable cause = e.getCause() instanceof SQLException sql ? sql : e;
        return MillraceException.retryLater(
                ErrorCode.STORE_UNAVAILABLE,
                "The database did not answer as it should: " + cause.getMessage(),
                PAUSE,
                e);
    }
}
