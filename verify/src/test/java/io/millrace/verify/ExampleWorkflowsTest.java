package io.millrace.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.expression.Expressions;
import io.millrace.core.source.Presets;
import io.millrace.core.tool.Catalogue;
import io.millrace.core.workflow.Actions;
import io.millrace.core.workflow.DefinitionReader;
import io.millrace.core.workflow.Planner;
import io.millrace.core.workflow.Reading;
import io.millrace.core.workflow.Surroundings;
import io.millrace.core.workflow.Validator;
import io.millrace.sdk.ActionSpec;
import io.millrace.sdk.PollSpec;
import io.millrace.tools.BuiltInTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples can be published with the built-in tools, once the connections that their comments name are there. */
class ExampleWorkflowsTest {
    private static final Expressions EXPRESSIONS = new Expressions(InstantSource.system());
    private static final Catalogue CATALOGUE = Catalogue.load(BuiltInTools.all(), EXPRESSIONS, InstantSource.system());
    private static final Surroundings PROJECT = new Surroundings(
            Map.of("team-chat", "slack", "code", "github", "mail", "email", "alerts", "discord"),
            Set.of("REPORT_TO", "SHOP_URL"),
            Set.of("GITHUB_HOOK", "ORDER_HOOK", "DEPLOY_HOOK"));

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_can_be_published(Path example) throws IOException {
        Reading reading = new DefinitionReader().read(Files.readString(example));
        Validator validator = new Validator(new Installed(), Presets::check, EXPRESSIONS);

        assertThat(validator.validate(reading.definition().orElseThrow(), reading.positions(), PROJECT))
                .isEmpty();
        assertThat(new Planner(EXPRESSIONS)
                        .plan(reading.definition().orElseThrow())
                        .steps())
                .isNotEmpty();
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|json)"))
                    .sorted()
                    .toList();
        }
    }

    private record Installed() implements Actions {
        @Override
        public Optional<PollSpec> poll(String fullName) {
            return CATALOGUE.poll(fullName);
        }

        @Override
        public Optional<ActionSpec> action(String fullName) {
            return CATALOGUE.action(fullName);
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }
    }
}
