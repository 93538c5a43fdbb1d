package io.millrace.core.tool;

import io.millrace.sdk.Allowance;
import io.millrace.sdk.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers in which a tool tells with each answer how much more may be asked of it.
 *
 * @param limit how many calls a window allows, in lower case; empty when no header tells
 * @param remaining how many are left
 * @param reset when all are allowed again
 * @param format how {@code reset} is written
 */
record RateHeaders(Optional<String> limit, String remaining, String reset, ResetFormat format) {
    /** Those of the IETF draft on RateLimit header fields up to its sixth version, which many servers send. */
    private static final RateHeaders STANDARD = new RateHeaders(
            Optional.of("ratelimit-limit"), "ratelimit-remaining", "ratelimit-reset", ResetFormat.SECONDS);

    /** The one header of the later versions: {@code "default";r=50;t=30}. */
    private static final String LATER = "ratelimit";

    private static final Pattern REMAINING = Pattern.compile(";\\s*r=(\\d{1,9})");
    private static final Pattern RESET = Pattern.compile(";\\s*t=(\\d{1,9})");
    private static final Pattern QUOTA = Pattern.compile(";\\s*q=(\\d{1,9})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** What an answer tells in the headers that are a standard to be. */
    static Optional<Allowance> standard(Exchange answered, Instant clock) {
        return STANDARD.read(answered, clock).or(() -> later(answered, clock));
    }

    /** @param clock the time where the answer does not tell its own */
    Optional<Allowance> read(Exchange answered, Instant clock) {
        OptionalInt left = header(answered, remaining).map(RateHeaders::number).orElse(OptionalInt.empty());
        if (left.isEmpty()) {
            return Optional.empty();
        }
        Instant theirs = header(answered, "date").flatMap(ResetFormat::httpDate).orElse(clock);
        int most = limit.flatMap(name -> header(answered, name))
                .map(RateHeaders::number)
                .orElse(OptionalInt.empty())
                .orElse(0);
        return header(answered, reset)
                .flatMap(text -> format.pause(text, theirs))
                .map(pause -> new Allowance(most, left.getAsInt(), clock.plus(pause)));
    }

    /** Of several policies the first counts. */
    private static Optional<Allowance> later(Exchange answered, Instant clock) {
        Optional<String> text = header(answered, LATER).map(value -> value.split(",", 2)[0]);
        OptionalInt left = text.map(value -> find(REMAINING, value)).orElse(OptionalInt.empty());
        OptionalInt seconds = text.map(value -> find(RESET, value)).orElse(OptionalInt.empty());
        if (left.isEmpty() || seconds.isEmpty()) {
            return Optional.empty();
        }
        int most = header(answered, LATER + "-policy")
                .map(value -> find(QUOTA, value.split(",", 2)[0]))
                .orElse(OptionalInt.empty())
                .orElse(0);
        Duration pause = Duration.ofSeconds(seconds.getAsInt());
        Duration bounded = pause.compareTo(ResetFormat.MAX_PAUSE) > 0 ? ResetFormat.MAX_PAUSE : pause;
        return Optional.of(new Allowance(most, left.getAsInt(), clock.plus(bounded)));
    }

    private static OptionalInt find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    }

    private static OptionalInt number(String text) {
        Matcher found = NUMBER.matcher(text);
        return found.lookingAt() ? OptionalInt.of(Integer.parseInt(found.group())) : OptionalInt.empty();
    }

    private static Optional<String> header(Exchange answered, String name) {
        return Optional.ofNullable(answered.answerHeaders().get(name))
                .filter(values -> !values.isEmpty())
                .map(List::getFirst)
                .map(String::strip);
    }
}
