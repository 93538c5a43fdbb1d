package io.millrace.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.connection.FakeKeysetStore;
import io.millrace.core.connection.FakeVariableStore;
import io.millrace.core.connection.Keyring;
import io.millrace.core.connection.MasterKey;
import io.millrace.core.connection.Variables;
import io.millrace.core.execution.DryRun.Outcome;
import io.millrace.core.execution.DryRun.Sample;
import io.millrace.core.execution.DryRun.Subject;
import io.millrace.core.expression.Expressions;
import io.millrace.core.shared.Problem;
import io.millrace.sdk.Sensitive;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final Expressions EXPRESSIONS = new Expressions(InstantSource.system());

    private final Variables variables = new Variables(
            new FakeVariableStore(),
            Keyring.open(new FakeKeysetStore(), MasterKey.random()),
            (project, name) -> List.of(),
            InstantSource.system());
    private final DryRun dryRun =
            new DryRun(EXPRESSIONS, variables, project -> URI.create("http://127.0.0.1/catch/" + project + "/"));

    @BeforeEach
    void variables() {
        variables.put("default", "SHEET", "abc", false, OptionalLong.empty());
        variables.put("default", "TOKEN", "s3cret-value", true, OptionalLong.empty());
    }

    private static final Sample SAMPLE = new Sample(
            Map.of("type", "order", "data", Map.of("n", 7L, "who", "Ada")),
            Map.of("post", Map.of("output", Map.of("ok", true))));

    private Outcome run(Subject subject) {
        return dryRun.run("default", subject, SAMPLE);
    }

    private @Nullable Object value(Subject subject) {
        assertThat(run(subject)).isInstanceOf(Outcome.Value.class);
        return run(subject) instanceof Outcome.Value(Object json) ? json : null;
    }

    private List<Problem> problems(Subject subject) {
        assertThat(run(subject)).isInstanceOf(Outcome.Wrong.class);
        return run(subject) instanceof Outcome.Wrong(List<Problem> problems) ? problems : List.of();
    }

    private static Subject expression(String source) {
        return new Subject.Expression(source);
    }

    @Test
    void an_expression_gives_its_value_whatever_its_type() {
        assertThat(value(expression("event.data.n + 1"))).isEqualTo(8L);
        assertThat(value(expression("event.type == 'order' && steps.post.output.ok")))
                .isEqualTo(true);
        assertThat(value(expression("vars.SHEET"))).isEqualTo("abc");
        assertThat(value(expression("project.catcher"))).isEqualTo("http://127.0.0.1/catch/default/");
        assertThat(value(expression("event.data"))).isEqualTo(Map.of("n", 7L, "who", "Ada"));
        assertThat(value(expression("event.data.?missing"))).isNull();
    }

    @Test
    void what_ends_an_expression_in_a_template_ends_none_here() {
        assertThat(problems(expression("1 }}{{ 2"))).isNotEmpty();
    }

    @Test
    void a_template_is_filled_through_and_through() {
        Object template = Map.of("text", "Hello {{ event.data.who }}", "list", List.of("{{ event.data.n }}", true));

        assertThat(value(new Subject.Whole(template)))
                .isEqualTo(Map.of("text", "Hello Ada", "list", Arrays.asList(7L, true)));
    }

    @Test
    void what_does_not_compile_is_told_with_its_place() {
        assertThat(problems(expression("event.data.n +\n  evnt.data")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(2);
                    assertThat(problem.column()).isEqualTo(3);
                    assertThat(problem.message()).contains("event");
                });
        Object template = Map.of("list", List.of("fine", "see {{ nope }}"));
        assertThat(problems(new Subject.Whole(template))).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("list[1]");
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.column()).isEqualTo(8);
        });
    }

    @Test
    void what_the_sample_does_not_have_is_a_problem_and_no_failure() {
        assertThat(problems(expression("event.data.missing")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("missing"));
        assertThat(problems(expression("failure.message")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no value"));
    }

    @Test
    void an_evaluation_keeps_the_bounds_of_the_engine() {
        String turns = "[1,2,3,4,5,6,7,8,9,10]";
        String nested = turns + ".map(a, " + turns + ".map(b, " + turns + ".map(c, " + turns + ".map(d, " + turns
                + ".map(e, " + turns + ".map(f, 1))))))";

        assertThat(problems(expression(nested)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("bound"));
        assertThat(problems(expression("1 + ".repeat(5_000) + "1"))).isNotEmpty();
    }

    @Test
    void a_secret_is_masked_and_never_read() {
        assertThat(value(new Subject.Whole(Map.of("authorization", "Bearer {{ secrets.TOKEN }}"))))
                .isEqualTo(Map.of("authorization", "Bearer " + Sensitive.MASK));
        assertThat(value(new Subject.Whole("{{ secrets.TOKEN }}"))).isEqualTo(Sensitive.MASK);
    }

    @Test
    void nothing_can_be_computed_from_a_secret() {
        for (String source : List.of(
                "secrets.TOKEN",
                "secrets.TOKEN == 's3cret-value'",
                "size(secrets.TOKEN)",
                "secrets.TOKEN.startsWith('s')",
                "secrets",
                "string(secrets.TOKEN)",
                "[secrets.TOKEN]",
                "secrets['TOKEN']")) {
            assertThat(run(expression(source)))
                    .as(source)
                    .isInstanceOf(Outcome.Wrong.class)
                    .satisfies(outcome -> assertThat(outcome.toString()).doesNotContain("value-"));
        }
        for (String text :
                List.of("{{ size(secrets.TOKEN) }}", "{{ sha256(secrets.TOKEN) }}", "{{ to_json(secrets) }}")) {
            assertThat(run(new Subject.Whole(text))).as(text).isInstanceOf(Outcome.Wrong.class);
        }
        assertThat(problems(new Subject.Whole("{{ secrets.OTHER }}")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("OTHER"));
    }
}
