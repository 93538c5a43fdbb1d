package io.millrace.app.command;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A command line that was typed, and what it printed. */
record Typed(int exitCode, String out, String err) {
    static Typed at(FakeServer server, String... arguments) {
        return in(Map.of("MILLRACE_URL", server.url(), "MILLRACE_TOKEN", "mr_s3cret"), "", arguments);
    }

    static Typed in(Map<String, String> environment, String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                new HashMap<>(environment));
        int exitCode = CommandLines.run(terminal, arguments);
        return new Typed(exitCode, out.toString(), err.toString());
    }

    List<String> outLines() {
        return out.lines().toList();
    }
}
