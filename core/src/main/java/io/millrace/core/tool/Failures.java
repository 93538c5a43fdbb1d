package io.millrace.core.tool;

import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.Condition;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.expression.Template;
import io.millrace.core.expression.Visible;
import io.millrace.core.shared.Json;
import io.millrace.core.tool.Manifest.Exchange;
import io.millrace.core.tool.Manifest.ResetSign;
import io.millrace.core.tool.Manifest.Rule;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns an answer that is no success into a {@link ToolException}: the class by the manifest's rules or else by the
 * status, the pause that the tool asked for, and a sentence with the tool's own words and what to do next.
 */
final class Failures {
    /** As much of the tool's own message as people are shown, in characters. */
    static final int MAX_WORDS = 500;

    private final Optional<Template> message;
    private final Optional<Template> code;
    private final List<CompiledRule> rules;
    private final List<CompiledSign> signs;

    private record CompiledRule(Rule rule, Optional<Condition> when) {}

    private record CompiledSign(ResetSign sign, Optional<Template> value) {}

    Failures(Exchange exchange, Visible answered, Compiler compiler) {
        this.message = compiler.template(exchange.errors().message(), answered);
        this.code = compiler.template(exchange.errors().code(), answered);
        this.rules = exchange.errors().rules().stream()
                .map(rule -> new CompiledRule(rule, compiler.condition(rule.when(), answered)))
                .toList();
        this.signs = exchange.resetSigns().stream()
                .map(sign -> new CompiledSign(sign, compiler.template(sign.value(), answered)))
                .toList();
    }

    ToolException explain(Attempt attempt, AnswerView answer, Bindings seen) {
        String ownCode = text(code, seen).orElse("");
        Optional<Rule> rule = rules.stream()
                .filter(each -> matches(each, answer, ownCode, seen))
                .map(CompiledRule::rule)
                .findFirst();
        ErrorClass errorClass = rule.map(Rule::errorClass).orElseGet(() -> ofStatus(answer.status()));
        String words =
                text(message, seen).or(() -> AnswerWords.of(answer.body())).orElse("");
        String sentence = attempt.tool() + " did not carry out '" + attempt.action() + "' (HTTP " + answer.status()
                + (ownCode.isEmpty() ? "" : ", " + shortened(attempt.mask(ownCode), 80)) + ")"
                + (words.isEmpty() ? "." : ": " + sentence(shortened(attempt.mask(words), MAX_WORDS)))
                + " " + rule.flatMap(Rule::advice).orElseGet(() -> advice(errorClass, attempt.tool(), answer));
        return pause(errorClass, attempt, answer, seen)
                .map(pause -> ToolException.retryAfter(errorClass, sentence, pause))
                .orElseGet(() -> new ToolException(errorClass, sentence));
    }

    private static boolean matches(CompiledRule compiled, AnswerView answer, String code, Bindings seen) {
        Rule rule = compiled.rule();
        if (!rule.statuses().isEmpty()
                && rule.statuses().stream().noneMatch(range -> range.contains(answer.status()))) {
            return false;
        }
        if (!rule.codes().isEmpty() && !rule.codes().contains(code)) {
            return false;
        }
        try {
            return compiled.when().isEmpty() || compiled.when().get().test(seen);
        } catch (EvaluationException _) {
            return false;
        }
    }

    /** The class that a status has when the manifest says nothing else. */
    static ErrorClass ofStatus(int status) {
        return switch (status) {
            case 401 -> ErrorClass.AUTHENTICATION;
            case 402 -> ErrorClass.QUOTA;
            case 403, 451 -> ErrorClass.AUTHORIZATION;
            case 404, 410 -> ErrorClass.NOT_FOUND;
            case 408 -> ErrorClass.TIMEOUT;
            case 409, 412, 423 -> ErrorClass.CONFLICT;
            case 425, 429 -> ErrorClass.RATE_LIMIT;
            default -> status >= 500 ? ErrorClass.SERVER_ERROR : ErrorClass.VALIDATION;
        };
    }

    /** The first sign that the answer has; other errors than the rate limit know {@code Retry-After} only. */
    private Optional<Duration> pause(ErrorClass errorClass, Attempt attempt, AnswerView answer, Bindings seen) {
        Instant now = now(attempt, answer);
        Stream<Duration> own = errorClass == ErrorClass.RATE_LIMIT
                ? signs.stream().flatMap(sign -> pause(sign, answer, seen, now).stream())
                : Stream.empty();
        Stream<Duration> standard =
                answer.header("retry-after").flatMap(text -> ResetFormat.HTTP.pause(text, now)).stream();
        return Stream.concat(own, standard).findFirst();
    }

    private static Optional<Duration> pause(CompiledSign compiled, AnswerView answer, Bindings seen, Instant now) {
        ResetSign sign = compiled.sign();
        return sign.header()
                .flatMap(answer::header)
                .or(() -> text(compiled.value(), seen))
                .flatMap(text -> sign.format().pause(text, now));
    }

    /** The tool's own idea of the time, so that a clock that is wrong on one side does not stretch the pause. */
    private static Instant now(Attempt attempt, AnswerView answer) {
        return answer.header("date")
                .flatMap(ResetFormat::httpDate)
                .orElseGet(() -> attempt.clock().instant());
    }

    private static Optional<String> text(Optional<Template> template, Bindings seen) {
        if (template.isEmpty()) {
            return Optional.empty();
        }
        try {
            return written(template.get().resolve(seen));
        } catch (EvaluationException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> written(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case String text -> Optional.of(text).filter(given -> !given.isBlank());
            case Sensitive _ -> Optional.empty();
            default -> Optional.of(Json.write(value));
        };
    }

    private static String shortened(String text, int limit) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= limit ? line : line.substring(0, limit - 3) + "...";
    }

    private static String sentence(String words) {
        return words.matches(".*[.!?]") ? words : words + ".";
    }

    private static String advice(ErrorClass errorClass, String tool, AnswerView answer) {
        return switch (errorClass) {
            case AUTHENTICATION -> "The credentials were refused: reconnect the connection.";
            case AUTHORIZATION ->
                "Give the account of the connection the right to do this, then restart the execution.";
            case NOT_FOUND -> "Check the names and ids in the input, and that the connection's account can see them.";
            case CONFLICT -> "The thing is in another state than expected: look at it in " + tool + ".";
            case RATE_LIMIT -> "It is tried again as soon as " + tool + " allows it.";
            case SERVER_ERROR -> "This is a fault of " + tool + "; see its status page if it lasts.";
            case QUOTA -> "A limit of the account or its plan is used up: raise it, then restart the execution.";
            case TIMEOUT, NETWORK -> "It may not have arrived.";
            default ->
                answer.status() / 100 == 3
                        ? "The address has moved: use the new one."
                        : "Correct the input, then restart the execution.";
        };
    }

    /** Where tools usually put their words. */
    private static final class AnswerWords {
        private static final List<String> KEYS =
                List.of("message", "error_description", "detail", "description", "error", "title", "reason");

        static Optional<String> of(@Nullable Object body) {
            return switch (body) {
                case String text when !text.stripLeading().startsWith("<") -> written(text);
                case Map<?, ?> map -> inside(map);
                case List<?> list when !list.isEmpty() -> of(list.getFirst());
                case null, default -> Optional.empty();
            };
        }

        private static Optional<String> inside(Map<?, ?> map) {
            for (String key : KEYS) {
                Optional<String> words = of(map.get(key));
                if (words.isPresent()) {
                    return words;
                }
            }
            return of(map.get("errors"));
        }
    }
}
