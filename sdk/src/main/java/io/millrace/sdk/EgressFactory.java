package io.millrace.sdk;

import java.util.function.Consumer;

/** Gives each attempt its own guarded way out, so that what the attempt sent and received can be kept with it. */
@FunctionalInterface
public interface EgressFactory {
    /**
     * A way out whose every exchange, failed ones and redirects included, is passed to the recorder on the calling thread.
     *
     * @param recorder must be quick; what it throws is logged and otherwise ignored
     */
    Egress forAttempt(Consumer<Exchange> recorder);
}
