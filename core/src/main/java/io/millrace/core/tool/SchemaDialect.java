package io.millrace.core.tool;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.format.Formats;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.millrace.core.expression.LinearPattern;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** JSON Schema 2020-12 with the words that tools may add to it; none of them decides whether a value fits. */
public final class SchemaDialect {
    /** Hints for forms. */
    public static final String UI = "x-ui";

    /** {@code true} masks a field of an input wherever it is shown. */
    public static final String SENSITIVE = "sensitive";

    /**
     * {@code true} for a setting of a connection that decides where its secrets are sent or how they are protected on the
     * way: who changes it has to give the secrets again.
     */
    public static final String SECRETS_AGAIN = "x-secrets-again";

    /**
     * The longest text that is looked at, in characters, of formats whose check takes more than its share of time or stack for a
     * longer one: addresses and names as RFC 5321, 4.5.3.1 and RFC 1035, 2.3.4 bound them, and templates, which nothing
     * bounds, at half of what the stack was seen to bear. Longer ones do not fit.
     */
    private static final Map<String, Integer> LONGEST =
            Map.of("email", 320, "idn-email", 320, "hostname", 255, "idn-hostname", 255, "uri-template", 1_000);

    private static final Dialect DIALECT = dialect();

    private SchemaDialect() {}

    public static Dialect get() {
        return DIALECT;
    }

    /**
     * A registry of schemas of this dialect. Values come from events, so from anybody: patterns are matched as
     * {@link LinearPattern} does, and a schema with another pattern cannot be compiled.
     */
    public static SchemaRegistry registry(UnaryOperator<SchemaRegistryConfig.Builder> settings) {
        SchemaRegistryConfig config = settings.apply(SchemaRegistryConfig.builder())
                .regularExpressionFactory(pattern -> LinearPattern.of(pattern)::isFoundIn)
                .build();
        return SchemaRegistry.withDefaultDialect(
                DIALECT, builder -> builder.schemaRegistryConfig(config).schemaCacheEnabled(false));
    }

    private static Dialect dialect() {
        Dialect.Builder builder = Dialect.builder(Dialects.getDraft202012())
                .keyword(new NonValidationKeyword(UI))
                .keyword(new NonValidationKeyword(SENSITIVE))
                .keyword(new NonValidationKeyword(SECRETS_AGAIN));
        for (Format format : Formats.DEFAULT) {
            Optional.ofNullable(LONGEST.get(format.getName()))
                    .ifPresent(longest -> builder.format(new Bounded(format, longest)));
        }
        return builder.build();
    }

    private record Bounded(Format format, int longest) implements Format {
        @Override
        public String getName() {
            return format.getName();
        }

        @Override
        public String getMessageKey() {
            return format.getMessageKey();
        }

        @Override
        public boolean matches(ExecutionContext context, String text) {
            return text.length() <= longest && format.matches(context, text);
        }
    }
}
