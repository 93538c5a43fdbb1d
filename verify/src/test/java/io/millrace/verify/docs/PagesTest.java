package io.millrace.verify.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between pages lead somewhere, and every page can be found from the index. */
class PagesTest {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|mailto:|/|#)([^)#\\s]+)(#[^)\\s]*)?\\)");
    private static final Path DOCS = Repository.path("docs");
    private static final Path INDEX = DOCS.resolve("README.md");
    private static final Path DECISIONS = Repository.path("docs/adr");

    @Test
    void every_link_leads_to_a_file() {
        List<Path> pages = Repository.files(PagesTest::isPage);

        assertThat(pages).hasSizeGreaterThan(20);
        assertThat(pages.stream().flatMap(PagesTest::links).filter(link -> !Files.exists(link.target())))
                .isEmpty();
    }

    @Test
    void every_page_is_in_the_index() {
        List<Path> linked = links(INDEX).map(Link::target).toList();

        assertThat(Repository.files(file -> isPage(file) && DOCS.equals(file.getParent()) && !file.equals(INDEX)))
                .isNotEmpty()
                .allMatch(linked::contains);
    }

    @Test
    void every_decision_is_in_the_list_of_decisions() {
        Path list = DECISIONS.resolve("README.md");
        List<Path> linked = links(list).map(Link::target).toList();

        assertThat(Repository.files(file -> isPage(file) && DECISIONS.equals(file.getParent()) && !file.equals(list)))
                .hasSizeGreaterThan(10)
                .allMatch(linked::contains);
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".md");
    }

    private record Link(Path page, Path target) {}

    private static Stream<Link> links(Path page) {
        return LINK.matcher(Repository.read(page))
                .results()
                .map(match -> new Link(page, page.resolveSibling(match.group(1)).normalize()));
    }
}
