package io.millrace.core.expression;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What one evaluation may still use. CEL always ends, but not necessarily soon: {@code [x, x]} nested fifty times over is
 * short to write, small in memory and endless to compare or print. So every list and map an expression makes is weighed as
 * the tree it stands for, every text it makes is counted, and every turn of a loop looks at the time.
 *
 * <p>One instance belongs to one evaluation and one thread; functions find it in a {@link ScopedValue}.
 */
final class Meter {
    /** The most elements a list or map that an expression makes may hold, those inside its elements included. */
    static final int MAX_ELEMENTS = 100_000;

    /** The most characters one text that an expression makes may have. */
    static final int MAX_TEXT = 1 << 20;

    /** The most characters all texts that an expression makes may have together, those thrown away included. */
    static final long MAX_TEXT_MADE = 64L << 20;

    /** How long one evaluation may take. */
    static final long MAX_NANOS = 5_000_000_000L;

    private static final int MAX_DEPTH = 500;
    private static final ScopedValue<Meter> CURRENT = ScopedValue.newInstance();

    private final LongSupplier nanos;
    private final long deadline;
    /** Whether the time was over at any look; an expression may go on in spite of it, as {@code failing || true} does. */
    private boolean late;

    private final IdentityHashMap<Object, Long> weights = new IdentityHashMap<>();
    private long textMade;

    Meter(LongSupplier nanos) {
        this(nanos, MAX_NANOS);
    }

    /** @param most how long the evaluation may take, in nanoseconds */
    Meter(LongSupplier nanos, long most) {
        this.nanos = nanos;
        this.deadline = nanos.getAsLong() + most;
    }

    /** Whether the evaluation was told that its time is over. */
    boolean late() {
        return late;
    }

    static Meter current() {
        return CURRENT.get();
    }

    <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** Called at every turn of every loop. */
    void tick() {
        if (nanos.getAsLong() - deadline > 0) {
            late = true;
            throw exceeded("it took longer than " + MAX_NANOS / 1_000_000_000L + " seconds");
        }
    }

    /** Allows a text of the given length to be made. Asked before making it. */
    void text(long characters) {
        textMade += characters;
        if (characters > MAX_TEXT) {
            throw exceeded("it makes a text of more than " + MAX_TEXT + " characters");
        }
        if (textMade > MAX_TEXT_MADE) {
            throw exceeded("it makes more than " + MAX_TEXT_MADE + " characters of text on its way");
        }
        tick();
    }

    String made(String text) {
        text(text.length());
        return text;
    }

    /** Allows a list or map of the given number of elements to be made. Asked before making it. */
    void elements(long count) {
        if (count > MAX_ELEMENTS) {
            throw exceeded("it makes a list or map of more than " + MAX_ELEMENTS + " elements");
        }
        tick();
    }

    /** Allows a list or map that was just made, with all that is in it. */
    void container(Object value) {
        weigh(value, 0);
        tick();
    }

    /** Allows {@code sum} to hold what the two others hold, without walking through it. */
    void joined(Object sum, Object first, Object second) {
        long weight = weigh(first, 0) + weigh(second, 0) - 1;
        elements(weight - 1);
        weights.put(sum, weight);
    }

    private long weigh(Object value, int depth) {
        Object plain = JsonView.plain(value);
        if (plain instanceof Optional<?> optional) {
            return optional.isEmpty() ? 1 : 1 + weigh(optional.get(), depth + 1);
        }
        if (!(plain instanceof Map<?, ?>) && !(plain instanceof Collection<?>)) {
            return 1;
        }
        Long known = weights.get(plain);
        if (known != null) {
            return known;
        }
        if (depth > MAX_DEPTH) {
            throw exceeded("it nests more than " + MAX_DEPTH + " lists and maps");
        }
        Collection<?> elements = plain instanceof Map<?, ?> map ? map.values() : (Collection<?>) plain;
        long weight = 1;
        for (Object element : elements) {
            weight += element == null ? 1 : weigh(element, depth + 1);
            elements(weight - 1);
        }
        weights.put(plain, weight);
        return weight;
    }

    static CelInvalidArgumentException exceeded(String what) {
        return new CelInvalidArgumentException("a bound is exceeded, " + what + ".");
    }
}
