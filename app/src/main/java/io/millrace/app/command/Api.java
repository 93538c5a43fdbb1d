package io.millrace.app.command;

import io.millrace.app.Version;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.Sensitive;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A client of one server's HTTP API. Redirects are not followed: the token must not go to another host.
 *
 * @param url without a slash at the end
 * @param token empty for what is open to everybody
 * @param session of somebody who signed in; empty for a token
 * @param project the project of paths that start with {@code /}
 */
record Api(URI url, Optional<Sensitive> token, Optional<Session> session, String project) {
    /** Where people sign in with a password. */
    static final String SIGN_IN = "/api/v1/session";

    private static final String NEEDS_A_TOKEN =
            "This needs an API token in MILLRACE_TOKEN. 'millrace setup' gives the first"
                    + " one of an installation that nobody has set up yet; 'millrace token create NAME --role ROLE --email EMAIL'"
                    + " makes another with an owner's password.";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long MAX_ANSWER = 64 << 20;

    Api(URI url, Optional<Sensitive> token, String project) {
        this(url, token, Optional.empty(), project);
    }

    /** What the server said. @param json null when it said nothing @param cookie its name and value, when it set one */
    record Answer(int status, @Nullable Object json, Optional<Sensitive> cookie) {}

    /** Somebody who signed in. @param csrf what every change must show beside the cookie */
    record Session(Sensitive cookie, Sensitive csrf) {
        /** The session that an answer to a sign-in begins. */
        static Session of(Answer signedIn) {
            return new Session(
                    signedIn.cookie()
                            .orElseThrow(() -> new CommandException(
                                    Exit.DEFECT, "The server took the password, but it began no session.")),
                    Sensitive.of(JsonPath.text(signedIn.json(), "csrf_token")));
        }
    }

    /** A body and its media type. */
    record Content(String type, byte[] bytes) {
        static final Content NONE = new Content("", new byte[0]);

        static Content json(Object value) {
            return new Content("application/json", Json.writeBytes(value));
        }
    }

    /** The same server with nothing to say who asks. */
    Api anonymous() {
        return new Api(url, Optional.empty(), project);
    }

    /** The same server, asked by somebody who signed in. */
    Api as(Session signedIn) {
        return new Api(url, Optional.empty(), Optional.of(signedIn), project);
    }

    Answer get(String path) {
        return send("GET", path, Content.NONE, Duration.ZERO);
    }

    Answer post(String path, Content content) {
        return send("POST", path, content, Duration.ZERO);
    }

    /**
     * @param path below the project, such as {@code /workflows}, or from the root when it starts with {@code /api/}
     * @param patience how long the server may take beyond the usual
     * @throws ApiException when the server answers with an error
     * @throws CommandException when there is no such server
     */
    Answer send(String method, String path, Content content, Duration patience) {
        HttpRequest request = request(path)
                .timeout(TIMEOUT.plus(patience))
                .method(method, BodyPublishers.ofByteArray(content.bytes()))
                .setHeader("Accept", "application/json")
                .headers("Content-Type", content.type().isEmpty() ? "application/json" : content.type())
                .build();
        HttpResponse<byte[]> response =
                exchange(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
        return answer(path, response.statusCode(), response.headers(), response.body());
    }

    /**
     * Opens a stream of server-sent events.
     *
     * @param lastEventId where to go on
     * @throws ApiException when the server answers with an error
     * @throws CommandException when there is no such server
     */
    InputStream stream(String path, Optional<String> lastEventId) {
        HttpRequest.Builder request = request(path).timeout(TIMEOUT).setHeader("Accept", "text/event-stream");
        lastEventId.ifPresent(id -> request.setHeader("Last-Event-ID", id));
        HttpResponse<InputStream> response = exchange(request.GET().build(), BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            answer(path, response.statusCode(), response.headers(), body.readNBytes(1 << 20));
        } catch (IOException e) {
            throw unreachable(String.valueOf(e.getMessage()));
        }
        throw unreachable("it answered " + response.statusCode() + " instead of a stream");
    }

    /** A path with a name in it that people chose. */
    static String path(String before, String name, String after) {
        return before + encode(name) + after;
    }

    /** A query string of what is given; empty when nothing is. */
    static String query(Map<String, Optional<String>> parameters) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        parameters.forEach((name, value) -> value.ifPresent(text -> query.add(name + "=" + encode(text))));
        return query.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        String whole = path.startsWith("/api/") ? path : path("/api/v1/projects/", project, path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + whole)).setHeader("User-Agent", "millrace/" + Version.CURRENT);
        token.ifPresent(secret -> request.setHeader("Authorization", "Bearer " + secret.reveal()));
        session.ifPresent(known -> request.setHeader("Cookie", known.cookie().reveal())
                .setHeader("X-CSRF-Token", known.csrf().reveal()));
        return request;
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "no connection" : e.getMessage();
            throw unreachable(reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("interrupted");
        }
    }

    private Answer answer(String path, int status, java.net.http.HttpHeaders headers, byte[] body) {
        if (status >= 300 && status < 400) {
            throw unreachable(
                    "it redirects to " + headers.firstValue("Location").orElse("somewhere else"));
        }
        Object json = body.length == 0 ? null : json(status, body);
        if (status < 300) {
            Optional<Sensitive> cookie =
                    headers.firstValue("Set-Cookie").map(value -> Sensitive.of(value.split(";", 2)[0]));
            return new Answer(status, json, cookie);
        }
        throw new ApiException(status, refusal(path, status, json));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> refusal(String path, int status, @Nullable Object json) {
        boolean nobody = token.isEmpty() && session.isEmpty();
        if (status == 401 && nobody && !path.equals(SIGN_IN)) {
            return Map.of("code", ErrorCode.UNAUTHENTICATED.code(), "detail", NEEDS_A_TOKEN);
        }
        return json instanceof Map<?, ?> problem ? (Map<String, Object>) problem : Map.of();
    }

    private @Nullable Object json(int status, byte[] body) {
        try {
            return Json.read(body);
        } catch (MillraceException e) {
            throw unreachable(
                    "it answered " + status + " with something that is not valid JSON, so it is not Millrace");
        }
    }

    private CommandException unreachable(String reason) {
        return new CommandException(
                Exit.UNREACHABLE,
                "Millrace at " + url + " does not answer: " + reason
                        + ".\nStart it with 'millrace server', or say where it is with --url or MILLRACE_URL.");
    }
}
