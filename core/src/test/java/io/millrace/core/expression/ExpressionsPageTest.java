package io.millrace.core.expression;

import static io.millrace.core.expression.ExpressionFixture.DYNAMIC;
import static io.millrace.core.expression.ExpressionFixture.EXPRESSIONS;
import static io.millrace.core.expression.ExpressionFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.millrace.core.shared.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every example of the page about expressions. In a block marked {@code cel}, a line that starts with {@code // => } is the
 * JSON of what the lines before it evaluate to; the page's block marked {@code json} is the event.
 */
class ExpressionsPageTest {
    private static final String ARROW = "// => ";

    private record Example(String source, String result) {}

    @TestFactory
    Stream<DynamicTest> every_example_evaluates_to_what_the_page_says() throws IOException {
        String event = blocks("json").getFirst();
        return examples().stream()
                .map(example -> dynamicTest(
                        example.source(),
                        () -> assertThat(Json.write(EXPRESSIONS
                                        .template("{{ " + example.source() + " }}", DYNAMIC)
                                        .resolve(event(event))))
                                .isEqualTo(Json.write(Json.read(example.result())))));
    }

    @Test
    void every_function_has_an_example_or_is_named() throws IOException {
        String page = Files.readString(page());
        Set<String> missing = new TreeSet<>();
        for (String function : Environment.create().functions()) {
            if (!Pattern.compile("(?<![A-Za-z_])\\Q" + function + "\\E(?![A-Za-z_])")
                    .matcher(page)
                    .find()) {
                missing.add(function);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (String block : blocks("cel")) {
            List<String> source = new ArrayList<>();
            for (String line : block.lines().toList()) {
                if (line.startsWith(ARROW)) {
                    examples.add(new Example(String.join("\n", source), line.substring(ARROW.length())));
                    source.clear();
                } else {
                    source.add(line);
                }
            }
            assertThat(source).as("lines without a result").isEmpty();
        }
        assertThat(examples).hasSizeGreaterThan(100);
        return examples;
    }

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page()));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private static Path page() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("docs/expressions.md"))) {
            folder = folder.getParent();
        }
        assertThat(folder)
                .as("a folder with docs/expressions.md above the working directory")
                .isNotNull();
        return folder.resolve("docs/expressions.md");
    }
}
