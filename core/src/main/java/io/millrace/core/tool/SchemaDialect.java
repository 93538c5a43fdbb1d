package io.millrace.core.tool;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.EmailFormat;
import com.networknt.schema.format.Format;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.millrace.core.expression.LinearPattern;
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

    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword(UI))
            .keyword(new NonValidationKeyword(SENSITIVE))
            .keyword(new NonValidationKeyword(SECRETS_AGAIN))
            .format(new BoundedEmail())
            .build();

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

    /** Looks at no text longer than an address can be, since the time of looking grows with the square of the length. */
    private static final class BoundedEmail implements Format {
        /** RFC 5321, 4.5.3.1: 64 octets before the @, 255 behind it. */
        private static final int MAX_LENGTH = 320;

        private final EmailFormat address = new EmailFormat();

        @Override
        public String getName() {
            return address.getName();
        }

        @Override
        public String getMessageKey() {
            return address.getMessageKey();
        }

        @Override
        public boolean matches(ExecutionContext context, String text) {
            return text.length() <= MAX_LENGTH && address.matches(context, text);
        }
    }
}
