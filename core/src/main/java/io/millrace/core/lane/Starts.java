package io.millrace.core.lane;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * When the starts of a limited lane were, so that never more than the limit fall into any window of the period. Immutable.
 *
 * <p>Time is cut into parts of a 125th of the period, and only the number of starts in each is kept: at most 129 small
 * numbers, whatever the limit, and those of what is counted ahead of its time. A start is allowed while the 129 parts that end with its own hold fewer than the limit. Any
 * window of one period touches at most 126 parts, so the limit also holds when a start comes up to a fiftieth of the
 * period later than it was counted; and as the 129 parts are 1.032 periods, 96.9 % of the limit can be used for ever.
 *
 * <p>Whoever comes to a lane that has been quiet is let in at once, up to the limit. Those that had to wait are let in evenly
 * spread, which keeps a tool from being flooded at the turn of every period.
 *
 * <p>As text: the first part's number, then for each part with starts its distance from the part before and its count,
 * {@code 8750000 0:5 3:1}; the empty text for none.
 */
record Starts(Rate rate, List<Part> parts) {
    private static final int PARTS_OF_PERIOD = 125;
    private static final int COVER = 129;

    /** A start may come later by this share of the period: less than the parts beyond the period make up for. */
    static final int TOLERANCE_SHARE = 50;

    /** @param number of its parts of time since the epoch */
    record Part(long number, int count) {}

    static Starts parse(Rate rate, String text) {
        List<Part> parts = new ArrayList<>();
        if (!text.isEmpty()) {
            String[] words = text.split(" ");
            long number = Long.parseLong(words[0]);
            for (int i = 1; i < words.length; i++) {
                int colon = words[i].indexOf(':');
                number += Long.parseLong(words[i].substring(0, colon));
                parts.add(new Part(number, Integer.parseInt(words[i].substring(colon + 1))));
            }
        }
        return new Starts(rate, parts);
    }

    String text() {
        if (parts.isEmpty()) {
            return "";
        }
        long before = parts.getFirst().number();
        StringBuilder text = new StringBuilder().append(before);
        for (Part part : parts) {
            text.append(' ').append(part.number() - before).append(':').append(part.count());
            before = part.number();
        }
        return text.toString();
    }

    /** When the next start may be at the earliest: now, or the beginning of a part of time. */
    Instant next(Instant now) {
        long from = number(now);
        long sum = parts.stream()
                .filter(part -> part.number() > from - COVER)
                .mapToLong(Part::count)
                .sum();
        long allowed = from;
        for (Part part : parts) {
            if (sum < rate.limit()) {
                break;
            }
            if (part.number() > from - COVER) {
                sum -= part.count();
                allowed = part.number() + COVER;
            }
        }
        return allowed == from ? now : time(allowed);
    }

    /** The same for one that had to wait: no sooner behind the one before than what spreads the limit over the period. */
    Instant nextSpread(Instant now) {
        Instant next = next(now);
        if (parts.isEmpty()) {
            return next;
        }
        Part last = parts.getLast();
        int most = Math.ceilDiv(rate.limit(), COVER);
        long after = last.count() < most ? last.number() : last.number() + Math.max(1, COVER / rate.limit());
        return next.isBefore(time(after)) ? time(after) : next;
    }

    /** With one more start now. */
    Starts with(Instant now) {
        return with(now, now);
    }

    /** With one more start, now or later; those forgotten that matter to nobody who comes from now on. */
    Starts with(Instant at, Instant now) {
        long number = number(at);
        long oldest = number(now.isBefore(at) ? now : at) - COVER;
        List<Part> kept = new ArrayList<>();
        boolean counted = false;
        for (Part part : parts) {
            if (part.number() == number) {
                kept.add(new Part(number, part.count() + 1));
                counted = true;
            } else if (part.number() > oldest) {
                if (!counted && part.number() > number) {
                    kept.add(new Part(number, 1));
                    counted = true;
                }
                kept.add(part);
            }
        }
        if (!counted) {
            kept.add(new Part(number, 1));
        }
        return new Starts(rate, List.copyOf(kept));
    }

    /** Without one start of a time, which has not been made use of. */
    Starts without(Instant at) {
        long number = number(at);
        List<Part> kept = new ArrayList<>();
        for (Part part : parts) {
            int count = part.number() == number ? part.count() - 1 : part.count();
            if (count > 0) {
                kept.add(new Part(part.number(), count));
            }
        }
        return new Starts(rate, List.copyOf(kept));
    }

    /** The same starts under another rate. */
    Starts under(Rate other) {
        Starts result = new Starts(other, List.of());
        for (Part part : parts) {
            for (int i = 0; i < part.count(); i++) {
                result = result.with(time(part.number()));
            }
        }
        return result;
    }

    /** From when on nothing of this matters any more. */
    Instant forgotten() {
        return parts.isEmpty() ? Instant.EPOCH : time(parts.getLast().number() + COVER);
    }

    private long width() {
        return rate.period().dividedBy(PARTS_OF_PERIOD).toNanos() / 1_000;
    }

    private long number(Instant time) {
        return Math.floorDiv(ChronoUnit.MICROS.between(Instant.EPOCH, time), width());
    }

    private Instant time(long number) {
        return Instant.EPOCH.plus(Duration.of(number * width(), ChronoUnit.MICROS));
    }
}
