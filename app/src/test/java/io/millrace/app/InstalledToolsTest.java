package io.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.core.shared.Problem;
import io.millrace.core.tool.Catalogue;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.ToolSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledToolsTest {
    private static final Path PAGE = Path.of("..", "docs", "manifest.md");
    private static final Pattern WHOLE = Pattern.compile("(?ms)^```yaml\\n(manifest: 1\\n.*?)^```$");

    @TempDir
    private Path tools;

    @Test
    void the_manifest_of_the_page_is_loaded_beside_the_built_in_tools() throws IOException {
        write("parcels", wholeManifest());
        Files.writeString(tools.resolve("parcels").resolve("docs.md"), "# Parcels\n");

        Catalogue catalogue = load();

        assertThat(catalogue.tools()).extracting(ToolSpec::name).contains("http", "parcels", "slack");
        assertThat(catalogue.action("parcels.book")).map(ActionSpec::title).contains("Book a parcel");
        assertThat(catalogue.docs("parcels")).contains("# Parcels\n");
        assertThat(catalogue.icon("parcels")).isEmpty();
    }

    @Test
    void no_folder_is_no_tool_of_ones_own() {
        assertThat(InstalledTools.load(tools.resolve("missing"), expressions(), InstantSource.system())
                        .tools())
                .hasSameSizeAs(load().tools());
    }

    @Test
    void files_and_hidden_folders_are_no_tools() throws IOException {
        Files.writeString(tools.resolve("README.md"), "Ours.");
        Files.createDirectory(tools.resolve(".git"));

        assertThat(load().tool(".git")).isEmpty();
    }

    @Test
    void every_problem_is_told_with_the_file_and_the_line() throws IOException {
        write("parcels", wholeManifest().replace("input.grams", "input.gram").replace("effect: read", "effect: red"));

        MillraceException refused = refused();

        assertThat(refused.code()).isEqualTo(ErrorCode.TOOL_INVALID);
        assertThat(refused)
                .hasMessageContaining(tools.resolve("parcels/tool.yaml").toString());
        assertThat(refused.problems()).isNotEmpty().allMatch(problem -> problem.line() > 1);
    }

    @Test
    void an_expression_that_names_no_field_is_found_at_the_start() throws IOException {
        String manifest = wholeManifest().replace("input.grams", "input.gram");
        write("parcels", manifest);

        Problem problem = refused().problems().getFirst();

        assertThat(manifest.lines().toList().get(problem.line() - 1)).contains("input.gram ");
        assertThat(problem.message()).contains("gram");
    }

    @Test
    void a_tool_cannot_take_the_name_of_a_built_in_one() throws IOException {
        write("slack", wholeManifest().replace("name: parcels", "name: slack"));

        assertThat(refused()).hasMessageContaining("two tools of the name 'slack'");
    }

    @Test
    void a_folder_without_a_manifest_is_told() throws IOException {
        Files.createDirectory(tools.resolve("empty"));

        assertThat(refused()).hasMessageContaining("The file is missing");
    }

    @Test
    void a_single_tool_can_be_checked_before_it_is_installed() throws IOException {
        write("parcels", wholeManifest());
        assertThat(InstalledTools.check(tools.resolve("parcels")).actions())
                .extracting(ActionSpec::name)
                .containsExactly("book", "follow");
    }

    private Catalogue load() {
        return InstalledTools.load(tools, expressions(), InstantSource.system());
    }

    private MillraceException refused() {
        return catchThrowableOfType(MillraceException.class, this::load);
    }

    private static Expressions expressions() {
        return new Expressions(InstantSource.system());
    }

    private void write(String tool, String manifest) throws IOException {
        Files.createDirectories(tools.resolve(tool));
        Files.writeString(tools.resolve(tool).resolve("tool.yaml"), manifest);
    }

    private static String wholeManifest() throws IOException {
        Matcher whole = WHOLE.matcher(Files.readString(PAGE));
        assertThat(whole.find()).as("a whole manifest in " + PAGE).isTrue();
        return whole.group(1);
    }
}
