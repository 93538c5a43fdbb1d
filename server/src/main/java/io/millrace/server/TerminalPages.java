package io.millrace.server;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The pages of a server without a browser UI: plain text at {@code /} and {@code /setup} that leads to the terminal. A UI
 * takes this place as another {@code pages} of {@link HttpServer.Parts}.
 */
public final class TerminalPages extends Handler.Abstract {
    private static final Pattern TOKEN = Pattern.compile("(?:^|&)token=([A-Za-z0-9_-]{1,200})(?:&|$)");

    private static final String START = """
            This is Millrace, which turns events into actions of the tools you use, durably.

            The browser UI is not part of this build. Everything is done on the command line, with 'millrace' in the bin
            folder of the installation (app/target/millrace/bin after ./run), and over the HTTP API.

            Not set up yet? The server prints a set-up link at its start. Give it to the command line, in quotes:

                millrace setup 'LINK'

            It asks for the owner's e-mail address and password and prints an API token. Then:

                export MILLRACE_URL=%1$s
                export MILLRACE_TOKEN=mr_...
                millrace --help

            The API        %1$s/api/v1/openapi.json
            Error codes    %1$s/docs/errors
            Health         %1$s/health/ready
            """;

    private static final String SET_UP = """
            This is the set-up link of a Millrace installation.

            The browser UI is not part of this build, so the set-up is finished in a terminal:

                millrace setup '%1$s/setup?token=%2$s'

            'millrace' is in the bin folder of the installation (app/target/millrace/bin after ./run). It asks for the
            e-mail address and the password of the owner, makes that user, and prints an API token for the terminal.
            The link works until somebody has used it.
            """;

    private final String url;

    /** @param publicUrl where people reach this server */
    public TerminalPages(URI publicUrl) {
        this.url = publicUrl.toString().replaceFirst("/+$", "");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return reads
                && switch (request.getHttpURI().getCanonicalPath()) {
                    case "/" -> answer(START.formatted(url), response, callback);
                    case "/setup" ->
                        answer(SET_UP.formatted(url, token(request.getHttpURI().getQuery())), response, callback);
                    case null, default -> false;
                };
    }

    private static boolean answer(String text, Response response, Callback callback) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    /** The token as it was sent; dots when it was left out or is none, so that nothing else is ever repeated. */
    private static String token(String query) {
        Matcher matcher = TOKEN.matcher(query == null ? "" : query);
        return matcher.find() ? matcher.group(1) : "...";
    }
}
