package io.millrace.verify.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that answers the plan for production readiness leaves no line out and names nothing that does not exist. */
class ProductionReadinessTest {
    private static final String PAGE = Repository.read(Repository.path("docs/production-readiness.md"));
    /** The lines of the plan that ask for something; one without an answer cannot be deleted to get rid of it. */
    private static final int LINES_OF_THE_PLAN = 188;

    private static final Pattern HEADING = Pattern.compile("^(#{2,6}) (.+)$", Pattern.MULTILINE);
    private static final Pattern ANSWER =
            Pattern.compile("^\\*\\*(Met|Partly|Not yet)\\.\\*\\* \\S", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z0-9]+");
    private static final Pattern METRIC = Pattern.compile("millrace(\\.[a-z]+)+");

    @Test
    void every_line_of_the_plan_is_answered_once() {
        List<Line> lines = lines(PAGE);

        assertThat(lines).hasSize(LINES_OF_THE_PLAN);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.answers())
                        .as("answers under '%s'", line.heading())
                        .isEqualTo(1));
    }

    @Test
    void a_line_without_an_answer_is_seen() {
        List<Line> lines = lines("""
                ## Weeks
                ### First line

                **Met.** Here.

                ### Second line

                Soon.
                """);

        assertThat(lines).containsExactly(new Line("First line", 1), new Line("Second line", 0));
    }

    @Test
    void everything_that_the_page_names_exists() {
        List<String> named = CODE.matcher(PAGE)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();

        assertThat(named).hasSizeGreaterThan(100);
        assertThat(named).allMatch(ProductionReadinessTest::exists);
    }

    @Test
    void what_does_not_exist_is_seen() {
        assertThat(List.of(
                        "docs/no-such-page.md",
                        "NoSuchTest",
                        "./check slowly",
                        "millrace coffee make",
                        "/no/such/route",
                        "millrace.no.such.metric",
                        "anything else"))
                .noneMatch(ProductionReadinessTest::exists);
    }

    /** A heading without headings below it, and how many answers stand under it. */
    private record Line(String heading, int answers) {}

    private static List<Line> lines(String page) {
        List<MatchResult> headings = HEADING.matcher(page).results().toList();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            MatchResult heading = headings.get(i);
            boolean last = i + 1 == headings.size();
            int depth = heading.group(1).length();
            String text = page.substring(
                    heading.end(), last ? page.length() : headings.get(i + 1).start());
            if (last || headings.get(i + 1).group(1).length() <= depth) {
                lines.add(new Line(
                        heading.group(2), (int) ANSWER.matcher(text).results().count()));
            }
        }
        return lines;
    }

    private static boolean exists(String named) {
        if (named.startsWith("millrace ")) {
            return page("docs/cli.md").contains("`" + named + "`");
        }
        if (METRIC.matcher(named).matches()) {
            return !Repository.files(file -> file.toString().endsWith(".java")
                            && file.toString().contains("/src/main/")
                            && Repository.read(file).contains("\"" + named + "\""))
                    .isEmpty();
        }
        if (named.startsWith("/")) {
            return page("docs/role-matrix.md").contains(" " + named + "`");
        }
        if (CLASS.matcher(named).matches()) {
            return Repository.classes().contains(named);
        }
        List<String> words = List.of(named.split(" ", -1));
        Path file = Repository.path(words.getFirst());
        return Files.exists(file)
                && words.stream().skip(1).allMatch(word -> Repository.read(file).contains(word));
    }

    private static String page(String path) {
        return Repository.read(Repository.path(path));
    }
}
