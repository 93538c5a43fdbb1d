package io.millrace.core.tool;

import io.millrace.core.shared.Problem;
import io.millrace.core.tool.Manifest.Errors;
import io.millrace.core.tool.Manifest.Exchange;
import io.millrace.core.tool.Manifest.Request;
import io.millrace.core.tool.Manifest.ResetSign;
import io.millrace.core.tool.Manifest.Rule;
import io.millrace.core.tool.Manifest.StatusRange;
import io.millrace.core.tool.Manifest.Target;
import io.millrace.core.tool.Manifest.Written;
import io.millrace.core.yaml.YamlText;
import io.millrace.sdk.ErrorClass;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a request and what its answer means, with what the whole tool says about answers as the fallback. */
final class ExchangeReader {
    private static final Pattern WHOLE_EXPRESSION = Pattern.compile("\\{\\{[^{}]*}}");
    private static final Pattern FIXED_URL = Pattern.compile("(https?://[^/?#@{}\\s\\\\]+)(/.*)?");
    private static final List<ErrorClass> TOOL_CLASSES = List.of(
            ErrorClass.NETWORK,
            ErrorClass.TIMEOUT,
            ErrorClass.RATE_LIMIT,
            ErrorClass.SERVER_ERROR,
            ErrorClass.AUTHENTICATION,
            ErrorClass.AUTHORIZATION,
            ErrorClass.NOT_FOUND,
            ErrorClass.CONFLICT,
            ErrorClass.VALIDATION,
            ErrorClass.QUOTA);

    private final YamlText text;
    private final List<Problem> problems;
    private final Defaults defaults;

    /** What holds for every answer of the tool. */
    record Defaults(Optional<Written> successWhen, Errors errors, List<ResetSign> resetSigns) {
        static final Defaults NONE = new Defaults(Optional.empty(), Errors.NONE, List.of());
    }

    ExchangeReader(YamlText text, List<Problem> problems, Defaults defaults) {
        this.text = text;
        this.problems = problems;
        this.defaults = defaults;
    }

    /** Reads the keys {@code success_when}, {@code errors} and {@code rate_limit} of the whole tool. */
    Defaults defaults(Fields top) {
        return new Defaults(top.writtenText("success_when"), errors(top), resetSigns(top));
    }

    /** Reads the keys of one exchange out of an action, a variant of it or a connection test. */
    Exchange exchange(Fields fields) {
        Request request = fields.object("request").map(this::request).orElseGet(() -> {
            fields.problemHere("'request' is missing.");
            return new Request(
                    new Written(fields.path(), "GET"),
                    new Target.Path(new Written(fields.path(), "")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        });
        List<ResetSign> signs = resetSigns(fields);
        return new Exchange(
                request,
                fields.writtenText("success_when").or(defaults::successWhen),
                fields.written("result"),
                errors(fields).orElse(defaults.errors()),
                signs.isEmpty() ? defaults.resetSigns() : signs,
                fields.text("idempotency_header"));
    }

    /** The keys of an exchange have no meaning without a request. */
    Optional<Exchange> none(Fields fields) {
        for (String key : List.of("success_when", "result", "errors", "rate_limit", "idempotency_header")) {
            if (fields.has(key) && !fields.has("for_connection")) {
                fields.problem(key, "'" + key + "' needs a 'request'.");
            }
        }
        return Optional.empty();
    }

    private Request request(Fields fields) {
        Request request = new Request(
                fields.requiredWritten("method"),
                target(fields),
                fields.written("query"),
                fields.written("headers"),
                fields.written("body"),
                fields.written("follow_redirects"));
        checkBody(fields);
        fields.finish();
        return request;
    }

    private Target target(Fields fields) {
        Optional<String> path = fields.text("path");
        Optional<String> url = fields.text("url");
        if (path.isPresent() && url.isPresent()) {
            fields.problem("url", "A request has a 'path' or a 'url', not both.");
        }
        return url.map(given -> address(fields, given)).orElseGet(() -> path(fields, path.orElse("")));
    }

    private Target path(Fields fields, String path) {
        if (!path.isEmpty() && !path.startsWith("/")) {
            fields.problem("path", "A 'path' starts with '/'.");
        }
        checkPath(fields, "path", path);
        return new Target.Path(new Written(fields.pathOf("path"), path));
    }

    private Target address(Fields fields, String url) {
        Written written = new Written(fields.pathOf("url"), url);
        if (WHOLE_EXPRESSION.matcher(url).matches()) {
            return new Target.Given(written);
        }
        Matcher fixed = FIXED_URL.matcher(url);
        if (!fixed.matches()) {
            fields.problem(
                    "url",
                    "A 'url' is one expression that gives it whole, or starts with a scheme and a host without expressions.");
            return new Target.Given(written);
        }
        String below = Optional.ofNullable(fixed.group(2)).orElse("");
        checkPath(fields, "url", below);
        return new Target.Fixed(fixed.group(1), new Written(fields.pathOf("url"), below));
    }

    private static void checkPath(Fields fields, String key, String path) {
        String literal = path.replaceAll("\\{\\{.*?}}", "");
        if (literal.contains("?") || literal.contains("#")) {
            fields.problem(key, "A query belongs into 'query', not into the '" + key + "'.");
        }
    }

    private void checkBody(Fields fields) {
        if (!(fields.any("body").orElse(null) instanceof Map<?, ?>)) {
            if (fields.has("body")) {
                fields.problem("body", "A 'body' is an object with 'type' and 'value'.");
            }
            return;
        }
        fields.object("body").ifPresent(body -> {
            String type = body.requiredText("type", 500);
            if (!type.contains("{{") && RequestBody.Type.of(type).isEmpty()) {
                body.problem("type", "The type of a body is json, form, multipart or text, not '" + type + "'.");
            }
            body.any("value");
            body.text("media_type");
            body.finish();
        });
    }

    private Errors errors(Fields parent) {
        return parent.object("errors")
                .map(fields -> {
                    Errors errors = new Errors(
                            fields.writtenText("message"),
                            fields.writtenText("code"),
                            fields.objects("rules").stream().map(this::rule).toList());
                    fields.finish();
                    return errors;
                })
                .orElse(Errors.NONE);
    }

    private Rule rule(Fields fields) {
        Rule rule = new Rule(
                statuses(fields),
                fields.texts("codes"),
                fields.writtenText("when"),
                errorClass(fields),
                fields.text("advice"));
        if (rule.statuses().isEmpty() && rule.codes().isEmpty() && rule.when().isEmpty()) {
            fields.problemHere("A rule needs 'status', 'codes' or 'when'.");
        }
        fields.finish();
        return rule;
    }

    private ErrorClass errorClass(Fields fields) {
        ErrorClass read = fields.requiredOneOf("class", ErrorClass.values());
        if (!TOOL_CLASSES.contains(read) && fields.has("class")) {
            fields.problem("class", "An answer cannot be of the class '" + read.code() + "'.");
        }
        return read;
    }

    private List<StatusRange> statuses(Fields fields) {
        Object written = fields.any("status").orElse(List.of());
        if (!(written instanceof List<?>)) {
            return status(written, fields.pathOf("status")).stream().toList();
        }
        return fields.items("status", this::status);
    }

    private Optional<StatusRange> status(@Nullable Object written, String place) {
        if (written instanceof Long number && number >= 100 && number <= 599) {
            return Optional.of(new StatusRange(number.intValue(), number.intValue()));
        }
        if (written instanceof String range && range.matches("[1-5]xx")) {
            int from = Integer.parseInt(range.substring(0, 1)) * 100;
            return Optional.of(new StatusRange(from, from + 99));
        }
        problems.add(text.problem(place, "A status is a number from 100 to 599, or a range such as 4xx."));
        return Optional.empty();
    }

    private List<ResetSign> resetSigns(Fields parent) {
        return parent.objects("rate_limit").stream().map(this::resetSign).toList();
    }

    private ResetSign resetSign(Fields fields) {
        ResetSign sign = new ResetSign(
                fields.text("header").map(name -> name.toLowerCase(Locale.ROOT)),
                fields.writtenText("value"),
                fields.requiredOneOf("format", ResetFormat.values()));
        if (sign.header().isPresent() == sign.value().isPresent()) {
            fields.problemHere("A sign of the rate limit is a 'header' or a 'value'.");
        }
        fields.finish();
        return sign;
    }
}
