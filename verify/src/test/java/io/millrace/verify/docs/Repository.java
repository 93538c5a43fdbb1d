package io.millrace.verify.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that belong to Millrace: what is built and what is fetched is not among them. */
final class Repository {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "data");
    private static final List<Path> FILES = files(ROOT);

    private Repository() {}

    /** The path of a file or folder, given from the root. */
    static Path path(String fromRoot) {
        return ROOT.resolve(fromRoot).normalize();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Predicate<Path> wanted) {
        return FILES.stream().filter(wanted).toList();
    }

    /** The names of all Java classes that have a file of their own. */
    static Set<String> classes() {
        return FILES.stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet());
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(
                            entry -> !NOT_OURS.contains(entry.getFileName().toString()))
                    .sorted()
                    .flatMap(entry -> Files.isDirectory(entry) ? files(entry).stream() : Stream.of(entry))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
