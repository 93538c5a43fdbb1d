package io.millrace.core.tool;

import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;

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
            .build();

    private SchemaDialect() {}

    public static Dialect get() {
        return DIALECT;
    }
}
