package io.millrace.app;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the distribution lies that this process runs from: the folder of {@code bin}, {@code lib} and {@code ui}. */
final class Installation {
    private Installation() {}

    static Path folder() {
        try {
            // lib/millrace-app.jar; target/classes where tests run, beside which there is no UI
            Path code = Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return code.resolve("../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of this program is not a path", e);
        }
    }
}
