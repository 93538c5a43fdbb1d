package io.millrace.core.expression;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation may still use. CEL always ends, but not necessarily soon: {@code [x, x]} nested fifty times over is
 * short to write, small in memory and endless to compare or print. So every list and map an expression makes is weighed as
 * the tree it stands for, every text it makes is counted, and every turn of a loop looks at the time.
 *
 * <p>One instance belongs to one evaluation and one thread; functions find it in a {@link ScopedValue}.
 */
final class Meter implements AutoCloseable {
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

    /** So long an evaluation computes where it was asked for: waiting for a turn costs a hundredth of it. */
    private static final long QUICK_NANOS = 2_000_000L;

    /** So long it computes before others that take their time have a turn. */
    private static final long MOMENT_NANOS = 10_000_000L;

    private final LongSupplier nanos;
    private final Turns turns;
    private final Object subject;
    private long deadline;
    private long moment;

    private Turns.@Nullable Turn turn;

    /** Small at first: most expressions make no list and no map. */
    private final IdentityHashMap<Object, Long> weights = new IdentityHashMap<>(0);

    private long textMade;

    /** @param subject what is evaluated, which has its turns in common */
    Meter(LongSupplier nanos, Turns turns, Object subject) {
        this.nanos = nanos;
        this.turns = turns;
        this.subject = subject;
        long now = nanos.getAsLong();
        this.deadline = now + MAX_NANOS;
        this.moment = now + QUICK_NANOS;
    }

    static Meter current() {
        return CURRENT.get();
    }

    <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** Called at every turn of every loop. */
    void tick() {
        long now = nanos.getAsLong();
        if (now - deadline > 0) {
            throw exceeded("it took longer than " + MAX_NANOS / 1_000_000_000L + " seconds");
        }
        if (now - moment > 0) {
            letOthers(now);
        }
    }

    /** Waiting does not count as time that the evaluation takes. */
    @SuppressWarnings("ThreadPriorityCheck") // a virtual thread leaves its carrier in no other way while it computes
    private void letOthers(long since) {
        boolean waited;
        if (turn == null) {
            turn = turns.take(subject);
            waited = turn.waited();
        } else {
            waited = turn.pass();
            Thread.yield();
        }
        long now = waited ? nanos.getAsLong() : since;
        deadline += now - since;
        moment = now + MOMENT_NANOS;
    }

    /** Ends the evaluation's turn, if it needed one. */
    @Override
    public void close() {
        if (turn != null) {
            turn.end();
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
