package io.millrace.core.expression;

import static io.millrace.core.expression.ExpressionFixture.DYNAMIC;
import static io.millrace.core.expression.ExpressionFixture.EXPRESSIONS;
import static io.millrace.core.expression.ExpressionFixture.finding;
import static io.millrace.core.expression.ExpressionFixture.withSecrets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.sdk.Sensitive;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final Bindings BINDINGS = new Bindings(
            Map.of("event", Map.of("yes", true)), name -> name.equals("TOKEN") ? Sensitive.of("s3cret") : null);

    private static @Nullable Object resolve(Object template) throws Exception {
        return EXPRESSIONS.template(template, withSecrets("TOKEN", "OTHER")).resolve(BINDINGS);
    }

    @Test
    void a_secret_alone_stays_sensitive() throws Exception {
        assertThat(resolve("{{ secrets.TOKEN }}"))
                .isEqualTo(Sensitive.of("s3cret"))
                .hasToString(Sensitive.MASK);
        assertThat(resolve("{{ secrets['TOKEN'] }}")).isEqualTo(Sensitive.of("s3cret"));
    }

    @Test
    void a_secret_in_a_text_is_joined_and_masked() throws Exception {
        Object joined = resolve("Bearer {{ secrets.TOKEN }} for {{ 1 + 1 }}");

        assertThat(joined).isInstanceOf(Sensitive.class).hasToString("Bearer ******** for 2");
        assertThat(((Sensitive) joined).reveal()).isEqualTo("Bearer s3cret for 2");
    }

    @Test
    void a_secret_may_be_an_element_or_a_branch_of_what_leaves() throws Exception {
        Sensitive secret = Sensitive.of("s3cret");

        assertThat(resolve("{{ {'a': secrets.TOKEN, 'b': [secrets.TOKEN]} }}"))
                .isEqualTo(Map.of("a", secret, "b", List.of(secret)));
        assertThat(resolve("{{ event.yes ? secrets.TOKEN : secrets.OTHER }}")).isEqualTo(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secrets.TOKEN + 'x'",
                "size(secrets.TOKEN)",
                "string(secrets.TOKEN)",
                "secrets.TOKEN == 'x'",
                "secrets.TOKEN == secrets.OTHER",
                "secrets.TOKEN in ['x']",
                "dyn(secrets.TOKEN)",
                "type(secrets.TOKEN)",
                "to_json(secrets.TOKEN)",
                "to_json({'a': secrets.TOKEN})",
                "sha256(secrets.TOKEN)",
                "hmac(secrets.TOKEN, 'x')",
                "[secrets.TOKEN][0]",
                "[secrets.TOKEN].map(s, s)",
                "{'a': secrets.TOKEN}.a",
                "optional.of(secrets.TOKEN)",
                "secrets.?TOKEN",
                "has(secrets.TOKEN)",
                "secrets.map(name, name)",
                "size(secrets)",
                "secrets",
                "secrets[event.name]",
                "secrets.TOKEN.startsWith('a')",
                "[1].map(x, secrets.TOKEN)",
                "event.yes && secrets.TOKEN == null",
            })
    void nothing_may_look_at_a_secret(String expression) {
        assertThat(finding(expression, withSecrets("TOKEN", "OTHER")).message()).containsIgnoringCase("secret");
    }

    @Test
    void a_name_in_a_loop_hides_the_secrets() throws Exception {
        assertThat(resolve("{{ ['x'].map(secrets, secrets + 'y') }}")).isEqualTo(List.of("xy"));
    }

    @Test
    void secrets_are_refused_where_they_are_not_allowed() {
        assertThat(finding("secrets.TOKEN", DYNAMIC).message()).startsWith("Secrets are not allowed here");
    }

    @Test
    void an_unknown_secret_is_refused_when_the_names_are_known() throws Exception {
        assertThat(finding("secrets.TOKN", withSecrets("TOKEN")).message())
                .isEqualTo("There is no secret 'TOKN'. Did you mean 'TOKEN'?");
        assertThat(EXPRESSIONS.template("{{ secrets.TOKN }}", withSecrets()).references())
                .containsExactly("secrets.TOKN");
    }

    @Test
    void a_secret_that_is_gone_fails_the_evaluation() {
        assertThatThrownBy(() -> resolve(Map.of("auth", "Bearer {{ secrets.OTHER }}")))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("The expression 'secrets.OTHER' in 'auth' has no value: there is no secret 'OTHER'.");
    }

    @Test
    void a_condition_must_not_read_a_secret() {
        for (String source :
                List.of("secrets.TOKEN", "secrets.TOKEN == 'x'", "event.yes ? secrets.TOKEN : dyn(true)")) {
            assertThatThrownBy(() -> EXPRESSIONS.condition(source, withSecrets("TOKEN")))
                    .isInstanceOf(ExpressionException.class)
                    .hasMessageContaining("secret");
        }
    }
}
