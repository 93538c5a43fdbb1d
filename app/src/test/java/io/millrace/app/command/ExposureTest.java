package io.millrace.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.config.Settings;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
    private static final URI LOCAL = URI.create("http://127.0.0.1:8080");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void nothing_is_said_of_a_server_for_this_machine(String host) {
        assertThat(Exposure.warnings(server(host, Optional.empty()), LOCAL)).isEmpty();
    }

    @Test
    void a_server_for_everybody_needs_an_address_and_encryption() {
        assertThat(Exposure.warnings(server("0.0.0.0", Optional.empty()), LOCAL))
                .satisfiesExactly(
                        address -> assertThat(address).contains(LOCAL.toString(), "--public-url"),
                        encryption -> assertThat(encryption).contains("plain HTTP"));
    }

    @Test
    void an_https_address_says_both() {
        URI url = URI.create("https://millrace.example.com");
        assertThat(Exposure.warnings(server("0.0.0.0", Optional.of(url)), url)).isEmpty();
    }

    private static Settings.Server server(String host, Optional<URI> publicUrl) {
        return new Settings.Server(host, 8080, publicUrl, false);
    }
}
