package io.millrace.core.tool;

import io.millrace.sdk.Action;
import io.millrace.sdk.ToolPackage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A folder whose files are given as texts. */
record FakePackage(String name, Map<String, String> files, Map<String, Action> code) implements ToolPackage {
    static FakePackage of(String name, String manifest) {
        return new FakePackage(name, Map.of("tool.yaml", manifest), Map.of());
    }

    @Override
    public Optional<InputStream> open(String path) {
        return Optional.ofNullable(files.get(path))
                .map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
