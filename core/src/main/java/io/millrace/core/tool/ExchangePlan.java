package io.millrace.core.tool;

import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.Condition;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.expression.Template;
import io.millrace.core.expression.Visible;
import io.millrace.core.tool.Manifest.Exchange;
import io.millrace.core.tool.Manifest.Target;
import io.millrace.sdk.Connection;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.HttpCall.Field;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request and the meaning of its answer, compiled. */
final class ExchangePlan {
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

    private final Template method;
    private final AddressPlan address;
    private final Optional<Template> query;
    private final Optional<Template> headers;
    private final Optional<Template> body;
    private final Optional<Template> followRedirects;
    private final Optional<Condition> successWhen;
    private final Optional<Template> result;
    private final Optional<String> idempotencyHeader;
    private final Failures failures;

    @FunctionalInterface
    private interface AddressPlan {
        Address resolve(Attempt attempt, Optional<Object> base, Bindings bindings)
                throws ToolException, EvaluationException;
    }

    ExchangePlan(Exchange exchange, Names names, Compiler compiler) {
        Visible given = names.request();
        Visible answered = names.answer();
        Manifest.Request request = exchange.request();
        this.method = compiler.template(request.method(), given);
        this.address = address(request.target(), given, compiler);
        this.query = compiler.template(request.query(), given);
        this.headers = compiler.template(request.headers(), given);
        this.body = compiler.template(request.body(), given);
        this.followRedirects = compiler.template(request.followRedirects(), given);
        this.successWhen = compiler.condition(exchange.successWhen(), answered);
        this.result = compiler.template(exchange.result(), answered);
        this.idempotencyHeader = exchange.idempotencyHeader();
        this.failures = new Failures(exchange, answered, compiler);
    }

    /** Sends the request and returns the output. */
    @Nullable
    Object run(Attempt attempt, Optional<Credentials> credentials) throws ToolException {
        AnswerView answer = answer(attempt, credentials);
        try {
            return output(attempt, answer);
        } catch (EvaluationException e) {
            throw new ToolException(
                    ErrorClass.INTERNAL,
                    attempt.tool() + " carried out '" + attempt.action()
                            + "', but its answer is not what the tool's manifest expects, so the output is lost: "
                            + e.getMessage() + " Do not repeat the step; correct the manifest.",
                    e);
        }
    }

    /** Sends the request. @throws ToolException when the answer is no success */
    AnswerView answer(Attempt attempt, Optional<Credentials> credentials) throws ToolException {
        HttpCall request = request(attempt, credentials);
        AnswerView answer = AnswerView.of(attempt.call().egress().send(request));
        Bindings seen = attempt.bindings(answer);
        if (!isSuccess(answer, seen)) {
            throw failures.explain(attempt, answer, seen);
        }
        return answer;
    }

    /** What an answer that is a success gives. */
    @Nullable
    Object output(Attempt attempt, AnswerView answer) throws EvaluationException {
        return result.isEmpty() ? answer.body() : result.get().resolve(attempt.bindings(answer));
    }

    private HttpCall request(Attempt attempt, Optional<Credentials> credentials) throws ToolException {
        try {
            return resolve(attempt, credentials, attempt.bindings());
        } catch (EvaluationException e) {
            throw new ToolException(
                    ErrorClass.VALIDATION,
                    "The request of '" + attempt.action() + "' could not be built from this input: " + e.getMessage(),
                    e);
        }
    }

    private HttpCall resolve(Attempt attempt, Optional<Credentials> credentials, Bindings bindings)
            throws ToolException, EvaluationException {
        Optional<Connection> connection = attempt.call().connection();
        Optional<Object> base = connection.isPresent() && credentials.isPresent()
                ? credentials.get().baseUrl(connection.get(), bindings)
                : Optional.empty();
        Address target = address.resolve(attempt, base, bindings);
        List<Field> allQuery = new ArrayList<>(fields("query", query, bindings));
        List<Field> allHeaders = new ArrayList<>(fields("headers", headers, bindings));
        idempotencyHeader.ifPresent(
                name -> allHeaders.add(new Field(name, attempt.call().key())));
        if (target.trusted() && credentials.isPresent()) {
            Credentials.Additions additions = credentials.get().additions(bindings);
            additions.headers().forEach(field -> replace(allHeaders, field));
            allQuery.addAll(additions.query());
        }
        return new HttpCall(
                method(bindings),
                target.url(),
                allQuery,
                allHeaders,
                RequestBody.of(body.isPresent() ? body.get().resolve(bindings) : null),
                attempt.call().timeout(),
                HttpCall.DEFAULT_MAX_ANSWER_BYTES,
                followRedirects.isPresent()
                        && Boolean.TRUE.equals(followRedirects.get().resolve(bindings)));
    }

    /** A request's own header goes before the connection's default, but never before its proof. */
    private static void replace(List<Field> headers, Field added) {
        boolean taken = headers.stream().anyMatch(field -> field.name().equalsIgnoreCase(added.name()));
        if (taken && !(added.value() instanceof Sensitive)) {
            return;
        }
        headers.removeIf(field -> field.name().equalsIgnoreCase(added.name()));
        headers.add(added);
    }

    private String method(Bindings bindings) throws ToolException, EvaluationException {
        String name = String.valueOf(method.resolve(bindings)).toUpperCase(Locale.ROOT);
        if (!METHOD.matcher(name).matches()) {
            throw new ToolException(ErrorClass.VALIDATION, "'" + name + "' is not an HTTP method.");
        }
        return name;
    }

    private static List<Field> fields(String what, Optional<Template> template, Bindings bindings)
            throws ToolException, EvaluationException {
        return template.isPresent() ? RequestBody.fields(what, template.get().resolve(bindings)) : List.of();
    }

    /** A condition that cannot be judged, because the answer is of another shape, does not hold. */
    private boolean isSuccess(AnswerView answer, Bindings seen) {
        if (successWhen.isEmpty()) {
            return answer.is2xx();
        }
        try {
            return successWhen.get().test(seen);
        } catch (EvaluationException _) {
            return false;
        }
    }

    private static AddressPlan address(Target target, Visible given, Compiler compiler) {
        return switch (target) {
            case Target.Path(var path) -> {
                PathTemplate below = PathTemplate.compile(path, given, compiler);
                yield (_, base, bindings) -> Address.below(
                        base.orElseThrow(() -> new ToolException(
                                ErrorClass.VALIDATION,
                                "The connection has no address to send this to; complete its settings.")),
                        below.resolve(bindings));
            }
            case Target.Fixed(var origin, var path) -> {
                PathTemplate below = PathTemplate.compile(path, given, compiler);
                yield (attempt, _, bindings) -> Address.fixed(
                        origin,
                        below.resolve(bindings),
                        attempt.call().connection().filter(Credentials::moved).isPresent());
            }
            case Target.Given(var written) -> {
                Template url = compiler.template(written, given);
                yield (attempt, base, bindings) -> Address.given(
                        Objects.requireNonNullElse(url.resolve(bindings), ""),
                        base,
                        attempt.call().connection().isPresent());
            }
        };
    }
}
