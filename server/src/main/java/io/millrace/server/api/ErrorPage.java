package io.millrace.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The page that the {@code type} of every problem leads to: {@code docs/errors.md}, with a place to jump to for each code.
 * It knows the Markdown that this one document uses: headings, paragraphs, fenced code, inline code and links, of which
 * the words stay.
 */
final class ErrorPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Errors of Millrace</title>
            """;

    private ErrorPage() {}

    static byte[] html() {
        try (InputStream file = Objects.requireNonNull(ErrorPage.class.getResourceAsStream("errors.md"))) {
            String markdown = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return html(markdown).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String html(String markdown) {
        StringBuilder html = new StringBuilder(HEAD);
        boolean code = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("```")) {
                code = !code;
                html.append(code ? "<pre>" : "</pre>\n");
            } else if (code) {
                html.append(escaped(line)).append('\n');
            } else if (!line.isBlank()) {
                html.append(block(line)).append('\n');
            }
        }
        return html.append("</html>\n").toString();
    }

    private static String block(String line) {
        if (line.startsWith("## ")) {
            String name = escaped(line.substring(3));
            return "<h2 id=\"" + name + "\">" + name + "</h2>";
        }
        if (line.startsWith("# ")) {
            return "<h1>" + escaped(line.substring(2)) + "</h1>";
        }
        String text =
                escaped(line).replaceAll("`([^`]+)`", "<code>$1</code>").replaceAll("\\[([^]]+)]\\([^)]+\\)", "$1");
        return "<p>" + text + "</p>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
