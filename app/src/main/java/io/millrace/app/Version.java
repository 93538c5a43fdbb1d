package io.millrace.app;

import java.util.Optional;

/** Which version this is, as the jar's manifest says. */
final class Version {
    static final String CURRENT = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    private Version() {}
}
