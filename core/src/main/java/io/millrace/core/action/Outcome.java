package io.millrace.core.action;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of one call. Everything in it may be stored: secrets are masked. */
public sealed interface Outcome {
    /** The requests made, in order. */
    List<Exchange> exchanges();

    /** @param json the output as JSON text, no larger than the runner allows */
    record Succeeded(@Nullable Object output, String json, List<Exchange> exchanges) implements Outcome {
        public Succeeded {
            exchanges = List.copyOf(exchanges);
        }
    }

    /** @param retryAfter the pause the tool asked for */
    record Failed(ErrorClass errorClass, String message, Optional<Duration> retryAfter, List<Exchange> exchanges)
            implements Outcome {
        public Failed {
            exchanges = List.copyOf(exchanges);
        }
    }
}
