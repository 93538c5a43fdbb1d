package io.millrace.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test an empty database of its own, open before the test's own preparations and closed after it. */
final class FreshDatabase implements BeforeEachCallback, AfterEachCallback {
    private final Function<Path, Database> open;

    private @Nullable Path folder;
    private @Nullable Database database;

    private FreshDatabase(Function<Path, Database> open) {
        this.open = open;
    }

    static FreshDatabase sqlite() {
        return new FreshDatabase(TestDatabases::sqlite);
    }

    static FreshDatabase postgres() {
        return new FreshDatabase(_ -> TestDatabases.postgres());
    }

    Database get() {
        return Objects.requireNonNull(database, "a test is running");
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("millrace-store");
        database = open.apply(folder);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        get().close();
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(folder))) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
