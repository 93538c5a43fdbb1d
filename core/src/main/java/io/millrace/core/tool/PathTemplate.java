package io.millrace.core.tool;

import io.millrace.core.expression.Bindings;
import io.millrace.core.expression.EvaluationException;
import io.millrace.core.expression.Template;
import io.millrace.core.expression.Visible;
import io.millrace.core.tool.Manifest.Written;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request. The value of each expression fills one segment, or several when it is a list, and is
 * percent-encoded, so that no input can climb out of the path that the manifest wrote. An empty value is refused:
 * {@code DELETE /things/} is another request than the author meant.
 */
final class PathTemplate {
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private final List<Part> parts;

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Expression(String source, Template template) implements Part {}

    private PathTemplate(List<Part> parts) {
        this.parts = parts;
    }

    static PathTemplate compile(Written written, Visible visible, Compiler compiler) {
        String path = String.valueOf(written.value());
        List<Part> parts = new ArrayList<>();
        Matcher matcher = EXPRESSION.matcher(path);
        int end = 0;
        while (matcher.find()) {
            parts.add(new Literal(path.substring(end, matcher.start())));
            Template template = compiler.template(new Written(written.path(), matcher.group()), visible);
            parts.add(new Expression(matcher.group(1).strip(), template));
            end = matcher.end();
        }
        parts.add(new Literal(path.substring(end)));
        return new PathTemplate(parts);
    }

    /** The path as a text, or as a {@link Sensitive} when a part of it is. */
    Object resolve(Bindings bindings) throws ToolException, EvaluationException {
        List<Object> resolved = new ArrayList<>();
        for (Part part : parts) {
            switch (part) {
                case Literal literal -> resolved.add(literal.text());
                case Expression expression ->
                    resolved.add(segments(expression, expression.template().resolve(bindings)));
            }
        }
        return joined(resolved);
    }

    private static Object joined(List<Object> parts) {
        return parts.stream().anyMatch(Sensitive.class::isInstance)
                ? Sensitive.join(parts.toArray())
                : String.join("", parts.stream().map(String::valueOf).toList());
    }

    private static Object segments(Expression expression, @Nullable Object value) throws ToolException {
        if (value instanceof List<?> list && !list.isEmpty()) {
            List<Object> segments = new ArrayList<>();
            for (Object item : list) {
                segments.add(segments.isEmpty() ? "" : "/");
                segments.add(segment(expression, item));
            }
            return joined(segments);
        }
        return segment(expression, value);
    }

    private static Object segment(Expression expression, @Nullable Object value) throws ToolException {
        return switch (value) {
            case Sensitive sensitive -> Sensitive.of(encoded(expression, sensitive.reveal()));
            case String text -> encoded(expression, text);
            case Long number -> encoded(expression, number.toString());
            case Double number -> encoded(expression, number.toString());
            case Boolean flag -> encoded(expression, flag.toString());
            case null, default ->
                throw new ToolException(
                        ErrorClass.VALIDATION,
                        "'" + expression.source() + "' must be a text or a number, because it is part of the address.");
        };
    }

    private static String encoded(Expression expression, String text) throws ToolException {
        if (text.isBlank() || text.equals(".") || text.equals("..")) {
            throw new ToolException(
                    ErrorClass.VALIDATION,
                    "'" + expression.source() + "' is empty or made of dots only, and it is part of the address.");
        }
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
