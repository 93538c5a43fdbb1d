package io.millrace.app.config;

import io.millrace.core.shared.Problem;
import io.millrace.core.yaml.YamlText;
import io.millrace.server.shape.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of the file given with {@code --config}. */
final class FileLayer {
    /** The largest configuration file, in bytes. */
    static final int MAX_BYTES = 1 << 20;

    private final Set<String> keys;
    private final List<Problem> problems;

    FileLayer(Set<String> keys, List<Problem> problems) {
        this.keys = keys;
        this.problems = problems;
    }

    Map<String, Given> read(Path file) {
        String text;
        try (InputStream stream = Files.newInputStream(file)) {
            text = new String(stream.readNBytes(MAX_BYTES + 1), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            problems.add(Problem.at("--config", "There is no file " + file.toAbsolutePath() + "."));
            return Map.of();
        } catch (IOException e) {
            problems.add(Problem.at("--config", "The file " + file.toAbsolutePath() + " cannot be read: " + e));
            return Map.of();
        }
        return read(text, "file " + file);
    }

    Map<String, Given> read(String text, String origin) {
        if (hasNoContent(text)) {
            return Map.of();
        }
        YamlText yaml = YamlText.read(text, MAX_BYTES);
        problems.addAll(yaml.problems());
        if (yaml.value().isPresent() && !(yaml.value().get() instanceof Map)) {
            problems.add(yaml.problem("", "The configuration must consist of keys and values, as 'server:' does."));
        }
        Map<String, Given> given = new LinkedHashMap<>();
        Flat.of(yaml, origin).forEach((key, found) -> {
            if (keys.contains(key)) {
                given.put(key, found);
            } else if (!isEmptySection(key, found.value())) {
                problems.add(found.problem(key, refusal(key)));
            }
        });
        return given;
    }

    private static boolean hasNoContent(String text) {
        return text.lines()
                .map(String::strip)
                .allMatch(line -> line.isEmpty() || line.startsWith("#") || line.equals("---"));
    }

    /** A section of which every key is a comment is as good as none. */
    private boolean isEmptySection(String key, @Nullable Object value) {
        boolean empty = value == null || (value instanceof Map<?, ?> map && map.isEmpty());
        return empty && isSection(key);
    }

    private boolean isSection(String key) {
        return keys.stream().anyMatch(known -> known.startsWith(key + "."));
    }

    private String refusal(String key) {
        if (isSection(key)) {
            return "This is a section; its keys stand below it, indented.";
        }
        int dot = key.lastIndexOf('.');
        if (dot > 0 && keys.contains(key.substring(0, dot))) {
            return "'" + key.substring(0, dot) + "' takes a single value, no keys below it.";
        }
        return "There is no such key." + Spelling.hint(key, keys);
    }
}
