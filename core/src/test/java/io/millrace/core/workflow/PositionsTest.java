package io.millrace.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.core.shared.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {
    /** Each writes a text that holds HERE once; its place in the source must be found from its place in the text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "  text: plain HERE",
                "  text: 'it''s HERE'",
                "  text: \"tab\\t \\\"quoted\\\" \\u00e9 \\ud83d\\ude00 \\x41 HERE\"",
                "  text: \"😀😀 HERE\"",
                "  text: |\n    first\n      indented HERE\n    last",
                "  text: |-\n\n    after an empty line HERE",
                "  text: >\n    folded\n    lines HERE\n\n    more",
                "  text: >-\n    folded\n      more HERE",
                "  text: plain over\n    two lines HERE",
                "  text: \"quoted over\n    two lines HERE\"",
                "  text: |\n    HERE"
            })
    void finds_a_character_of_a_text_in_the_source(String yaml) {
        String source = "id: a\naction: t.a\ninput:\n" + yaml + "\n";
        Reading reading = new DefinitionReader().read(source);
        StepSpec.CallAction action = (StepSpec.CallAction)
                reading.definition().orElseThrow().steps().getFirst().work();
        String text = String.valueOf(action.input());
        int offset = text.indexOf("HERE") - "{text=".length();

        Problem problem = reading.positions().problem("input.text", offset, "here");

        String line = source.lines().toList().get(problem.line() - 1);
        int index = line.offsetByCodePoints(0, problem.column() - 1);
        assertThat(line.substring(index)).startsWith("HERE");
    }

    @Test
    void falls_back_to_what_surrounds_a_missing_value() {
        Positions positions = new DefinitionReader()
                .read("id: a\nsteps:\n  - id: x\n    action: t.a\n    input:\n      text: hi\n")
                .positions();

        assertThat(List.of(
                        positions.problem("steps[0].input.channel", "missing"),
                        positions.problem("steps[0].input", "whole"),
                        positions.problem("steps[0].input.text", "value"),
                        positions.keyProblem("steps[0].input.text", "key"),
                        positions.problem("steps[7].input", "nowhere")))
                .extracting(problem -> problem.line() + ":" + problem.column())
                .containsExactly("5:5", "5:5", "6:13", "6:7", "2:1");
    }
}
