package io.millrace.core.queue;

import java.time.Duration;

/** How a worker waits before it tries something again. In tests it turns the clock instead. */
@FunctionalInterface
public interface Pauses {
    /** Waits so long, or shorter when the thread is interrupted or this node leaves. */
    void pause(Duration duration);
}
