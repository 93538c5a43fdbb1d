package io.millrace.app;

import java.util.Optional;

/** The version of this build. */
public final class Version {
    /** As the jar says it; {@code development} when Millrace runs from class files. */
    public static final String CURRENT = Optional.ofNullable(
                    Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    private Version() {}
}
