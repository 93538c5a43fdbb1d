package io.millrace.verify.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for canaries in everything that is kept or told. */
final class LeakSearch {
    private final Collection<Canary> canaries;
    private final Set<String> leaks = new TreeSet<>();

    LeakSearch(Collection<Canary> canaries) {
        this.canaries = List.copyOf(canaries);
    }

    /** @param place where the text comes from, for people */
    void text(String place, String text) {
        for (Canary canary : canaries) {
            for (String form : canary.forms()) {
                int at = text.indexOf(form);
                if (at >= 0) {
                    leaks.add(canary.label() + " in " + place + ": "
                            + text.substring(Math.max(0, at - 60), at).replaceAll("[^\\x20-\\x7e]", ".") + "[" + form
                            + "]");
                }
            }
        }
    }

    /** Every file below a folder, byte by byte, but those of the given names. */
    void folder(Path folder, Set<String> except) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !except.contains(file.getFileName().toString()))
                    .forEach(file -> file(folder, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void file(Path folder, Path file) {
        try {
            // One character a byte; the forms are ASCII, so they are found whatever stands around them.
            text(folder.relativize(file).toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            // the database has removed it meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was found, for people. */
    Set<String> leaks() {
        return Set.copyOf(leaks);
    }
}
