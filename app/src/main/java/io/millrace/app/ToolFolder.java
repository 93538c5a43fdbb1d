package io.millrace.app;

import io.millrace.sdk.ToolPackage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A tool of the operator's own: a folder on disk with a manifest and no code. Unlike the built-in ones it was verified by
 * nobody, so every expression in it is compiled when it is loaded.
 *
 * @param folder absolute; its name is the tool's
 */
record ToolFolder(Path folder) implements ToolPackage {

    /**
     * The folders of tools in a folder, by name. Files beside them and folders whose names start with a dot are none.
     *
     * @param tools need not exist; there are no tools then
     */
    static List<ToolPackage> in(Path tools) {
        if (!Files.isDirectory(tools)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(tools)) {
            return entries.filter(entry -> Files.isDirectory(entry)
                            && !entry.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(entry -> entry.getFileName().toString()))
                    .map(entry -> (ToolPackage) new ToolFolder(entry))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of tools " + tools + " cannot be read", e);
        }
    }

    @Override
    public String name() {
        return folder.getFileName().toString();
    }

    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public Optional<InputStream> open(String path) {
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.newInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be opened", e);
        }
    }
}
