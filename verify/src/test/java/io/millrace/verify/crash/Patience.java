package io.millrace.verify.crash;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for another process. Nothing tells when it has come so far, so it is looked at again and again, within a bound. */
public final class Patience {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private Patience() {}

    /** @throws AssertionError when the condition does not hold in time */
    public static void await(String what, Duration bound, BooleanSupplier condition) {
        if (!holds(bound, condition)) {
            throw new AssertionError("Waited " + bound + " in vain until " + what);
        }
    }

    /** Whether the condition comes to hold within the bound. */
    static boolean holds(Duration bound, BooleanSupplier condition) {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pass(LOOK_AGAIN);
        }
        return true;
    }

    /** Lets real time pass. */
    static void pass(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
