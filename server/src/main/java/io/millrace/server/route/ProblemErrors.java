package io.millrace.server.route;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers errors that the HTTP layer finds before a route is reached, as problem details like all others. */
public final class ProblemErrors extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        if (status == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 2);
        }
        String trace = Trace.of(request);
        response.getHeaders().put(Trace.HEADER, trace);
        Answers.write(request, response, callback, ProblemDetail.ofStatus(status, sentence(status), trace));
    }

    /** Our own words: the HTTP layer's may repeat what was sent. */
    private static String sentence(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this path.";
            case 408 -> "The request did not arrive in time.";
            case 413 -> "The body is larger than this server takes.";
            case 414 -> "The address of this request is too long.";
            case 431 -> "The headers of this request are too large.";
            case 503 -> "This server is stopping. Try again in a moment.";
            case 505 -> "Only HTTP/1.1 is spoken here.";
            default ->
                status < 500
                        ? "This is not a well-formed HTTP request: check its line, its headers and how its path is encoded."
                        : "Something went wrong inside; it is in the server's log.";
        };
    }
}
