package io.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShippedTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

    @Test
    void every_shipped_key_has_an_effect() {
        Shipped shipped = Shipped.read();
        Values values = new Values(shipped, shipped.values(), new ArrayList<>());
        new SettingsReader(values, Map.of(), new ArrayList<>()).settings();
        assertThat(values.unread()).isEmpty();
    }

    @Test
    void every_shipped_key_is_explained_by_sentences_right_above_it() {
        ConfigurationReference.descriptions(Shipped.text(), Shipped.read())
                .forEach((key, description) ->
                        assertThat(description).as(key).hasSizeGreaterThan(20).endsWith("."));
    }

    @Test
    void the_shipped_file_given_as_a_file_changes_nothing() throws IOException {
        Path file = Files.createTempFile("millrace", ".yaml");
        try {
            Files.writeString(file, Shipped.text());
            assertThat(new Configuration(Map.of(), Map.of(), Optional.of(file)).read())
                    .isEqualTo(ConfigurationTest.defaults());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void the_document_says_what_the_shipped_file_says() throws IOException {
        String expected = ConfigurationReference.markdown(Shipped.text(), Shipped.read());
        if ("write".equals(System.getProperty("millrace.docs"))) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }
}
