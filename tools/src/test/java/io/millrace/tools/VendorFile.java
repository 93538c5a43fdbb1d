package io.millrace.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What vendors publish about their APIs, installed from npm for the tests. */
final class VendorFile {
    private static final Path FOLDER = Path.of("src/test/vendor");

    private VendorFile() {}

    static String read(String path) throws IOException {
        Path file = FOLDER.resolve("node_modules").resolve(path);
        if (!Files.exists(file)) {
            throw new AssertionError(
                    "The vendors' descriptions are not installed. Run: npm ci --prefix tools/" + FOLDER);
        }
        return Files.readString(file);
    }
}
