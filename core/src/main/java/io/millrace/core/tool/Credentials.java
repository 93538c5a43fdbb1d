package io.millrace.core.tool;

import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.expression.Template;
import io.millrace.core.expression.Visible;
import io.millrace.core.tool.Manifest.Auth;
import io.millrace.core.tool.Manifest.Kind;
import io.millrace.sdk.Connection;
import io.millrace.sdk.HttpCall.Field;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a kind of connection adds to a request: the base URL, headers, a query and the proof of who asks. */
final class Credentials {
    private static final String AUTHORIZATION = "Authorization";

    private final Optional<Template> baseUrl;
    private final Optional<Template> headers;
    private final Optional<Template> query;
    private final Proof proof;

    /** What a request carries. */
    record Additions(List<Field> headers, List<Field> query) {}

    @FunctionalInterface
    private interface Proof {
        void add(Bindings bindings, Additions to) throws EvaluationException;
    }

    private Credentials(Optional<Template> baseUrl, Optional<Template> headers, Optional<Template> query, Proof proof) {
        this.baseUrl = baseUrl;
        this.headers = headers;
        this.query = query;
        this.proof = proof;
    }

    static Credentials compile(Kind kind, Compiler compiler) {
        Visible visible = Names.of(kind.spec()).request();
        return new Credentials(
                compiler.template(kind.baseUrl(), visible),
                compiler.template(kind.headers(), visible),
                compiler.template(kind.query(), visible),
                proof(kind.auth(), visible, compiler));
    }

    /** Whether the connection goes to another server than the manifest's. */
    static boolean moved(Connection connection) {
        return override(connection).isPresent();
    }

    /** The connection's own base URL, or else the kind's. */
    Optional<Object> baseUrl(Connection connection, Bindings bindings) throws EvaluationException {
        Optional<Object> override = override(connection);
        if (override.isPresent() || baseUrl.isEmpty()) {
            return override;
        }
        Object resolved = baseUrl.get().resolve(bindings);
        return Optional.ofNullable(resolved)
                .filter(url -> !Sensitive.reveal(url).isBlank());
    }

    Additions additions(Bindings bindings) throws ToolException, EvaluationException {
        Additions additions = new Additions(new ArrayList<>(), new ArrayList<>());
        if (headers.isPresent()) {
            additions.headers.addAll(RequestBody.fields("headers", headers.get().resolve(bindings)));
        }
        if (query.isPresent()) {
            additions.query.addAll(RequestBody.fields("query", query.get().resolve(bindings)));
        }
        proof.add(bindings, additions);
        return additions;
    }

    private static Optional<Object> override(Connection connection) {
        return Optional.ofNullable(connection.config().get("base_url"))
                .filter(url -> url instanceof String text && !text.isBlank());
    }

    private static Proof proof(Auth auth, Visible visible, Compiler compiler) {
        return switch (auth) {
            case Auth.None() -> (_, _) -> {};
            case Auth.Bearer(var written) -> {
                Template token = compiler.template(written, visible);
                yield (bindings, to) -> to.headers.add(
                        new Field(AUTHORIZATION, Sensitive.join("Bearer ", hidden(token.resolve(bindings)))));
            }
            case Auth.Basic(var user, var word) -> {
                Template username = compiler.template(user, visible);
                Template password = compiler.template(word, visible);
                yield (bindings, to) -> to.headers.add(
                        new Field(AUTHORIZATION, basic(username.resolve(bindings), password.resolve(bindings))));
            }
            case Auth.Header(var name, var value) -> {
                Template header = compiler.template(name, visible);
                Template content = compiler.template(value, visible);
                yield (bindings, to) ->
                        to.headers.add(new Field(plain(header.resolve(bindings)), hidden(content.resolve(bindings))));
            }
            case Auth.Query(var name, var value) -> {
                Template parameter = compiler.template(name, visible);
                Template content = compiler.template(value, visible);
                yield (bindings, to) ->
                        to.query.add(new Field(plain(parameter.resolve(bindings)), hidden(content.resolve(bindings))));
            }
        };
    }

    /** {@code Basic} of RFC 7617, in UTF-8. */
    private static Sensitive basic(@Nullable Object username, @Nullable Object password) {
        String pair = revealed(username) + ":" + revealed(password);
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Sensitive.join("Basic ", Sensitive.of(encoded));
    }

    private static String revealed(@Nullable Object value) {
        return value == null ? "" : Sensitive.reveal(value);
    }

    /** A proof is hidden even where a manifest takes it from the readable part. */
    private static Sensitive hidden(@Nullable Object value) {
        return value instanceof Sensitive sensitive ? sensitive : Sensitive.of(revealed(value));
    }

    private static String plain(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
