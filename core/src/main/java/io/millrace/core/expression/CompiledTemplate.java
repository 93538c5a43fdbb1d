package io.millrace.core.expression;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelVariableResolver;
import io.millrace.core.shared.Json;
import io.millrace.sdk.Sensitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A template as a tree of what stays as it is and what is evaluated. */
record CompiledTemplate(
        Node root, Set<String> references, Map<String, Object> resultSchema, Expressions.Evaluations evaluations)
        implements Template {

    /** A part of a template. */
    sealed interface Node {}

    /** @param value plain JSON; null is {@link NullValue} */
    record Constant(Object value) implements Node {}

    /** A text that is one expression, and keeps its type. */
    record Alone(Program program, List<Object> path) implements Node {}

    /** A text with expressions in it. @param parts {@code String}s and {@link Alone}s */
    record Joined(List<Object> parts) implements Node {}

    record Entries(Map<String, Node> nodes) implements Node {}

    record Items(List<Node> nodes) implements Node {}

    @Override
    public boolean constant() {
        return root instanceof Constant;
    }

    @Override
    public @Nullable Object resolve(Bindings bindings) throws EvaluationException {
        if (root instanceof Constant constant) {
            return Values.unwrap(constant.value());
        }
        return evaluations
                .evaluate(this, meter -> new Resolution(meter, evaluations.names(bindings)).start(root))
                .map(Values::unwrap)
                .orElse(null);
    }

    /** One resolving of the whole template: the limits hold for all its expressions together. */
    private static final class Resolution {
        private final Meter meter;
        private final CelVariableResolver names;
        private final Values.Output output = new Values.Output();

        Resolution(Meter meter, CelVariableResolver names) {
            this.meter = meter;
            this.names = names;
        }

        Optional<Object> start(Node node) throws EvaluationException {
            return meter.during(() -> value(node));
        }

        private Optional<Object> value(Node node) throws EvaluationException {
            return switch (node) {
                case Constant constant -> Optional.of(constant.value());
                case Alone alone -> alone(alone);
                case Joined joined -> Optional.of(joined(joined));
                case Entries entries -> Optional.of(entries(entries));
                case Items items -> Optional.of(items(items));
            };
        }

        private Optional<Object> alone(Alone alone) throws EvaluationException {
            Object value = alone.program().evaluate(names, alone.path());
            try {
                return Values.json(value, output);
            } catch (RuntimeException e) {
                throw alone.program().failed(alone.path(), e);
            }
        }

        private Object joined(Joined joined) throws EvaluationException {
            Object[] texts = new Object[joined.parts().size()];
            boolean sensitive = false;
            for (int i = 0; i < texts.length; i++) {
                texts[i] = joined.parts().get(i) instanceof Alone alone
                        ? text(alone(alone))
                        : joined.parts().get(i);
                sensitive |= texts[i] instanceof Sensitive;
            }
            if (sensitive) {
                return Sensitive.join(texts);
            }
            StringBuilder text = new StringBuilder();
            for (Object part : texts) {
                text.append(part);
            }
            return text.toString();
        }

        /** What is written for a value inside a text: nothing for one that is not there, JSON for all but texts. */
        private static Object text(Optional<Object> value) {
            return value.map(present -> switch (present) {
                        case String text -> text;
                        case Sensitive secret -> secret;
                        default -> Json.write(Values.unwrap(present));
                    })
                    .orElse("");
        }

        private Object entries(Entries entries) throws EvaluationException {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (Map.Entry<String, Node> entry : entries.nodes().entrySet()) {
                value(entry.getValue()).ifPresent(value -> map.put(entry.getKey(), Values.unwrap(value)));
            }
            return map;
        }

        private Object items(Items items) throws EvaluationException {
            List<@Nullable Object> list = new ArrayList<>();
            for (Node node : items.nodes()) {
                value(node).ifPresent(value -> list.add(Values.unwrap(value)));
            }
            return list;
        }
    }
}
