package io.millrace.egress;

import static io.millrace.egress.EgressFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.sdk.ErrorClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private final MockWebServer server = new MockWebServer();
    private final FakeNameResolver names =
            new FakeNameResolver().with("own.example.com", "127.0.0.1").with("other.example.com", "127.0.0.1");

    /** Makes a key and a certificate for own.example.com with the JDK's own tool. */
    @BeforeAll
    static void make_a_certificate() throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=own.example.com",
                        "-ext",
                        "SAN=dns:own.example.com",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        folder.resolve("own.p12").toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        byte[] certificate = keys().getCertificate("own").getEncoded();
        Files.writeString(
                folder.resolve("own.pem"),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
    }

    private static KeyStore keys() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("own.p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    @BeforeEach
    void start() throws Exception {
        KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(keys(), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(manager.getKeyManagers(), null, null);
        server.useHttps(context.getSocketFactory());
        server.start(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private EgressFixture trusting(Optional<Path> file) {
        return new EgressFixture(
                new EgressSettings(List.of("127.0.0.1"), List.of(), Duration.ofSeconds(5), 8, 1_000, 1_000, file, "1"),
                names);
    }

    private String url(String host) {
        return "https://" + host + ":" + server.getPort() + "/";
    }

    @Test
    void a_certificate_nobody_trusts_is_a_network_error_with_advice() {
        try (EgressFixture fixture = trusting(Optional.empty())) {
            assertThat(fixture.refusal(get(url("own.example.com")), ErrorClass.NETWORK))
                    .contains("Nothing was sent", "nobody this machine trusts", "egress.trust_file");
        }
    }

    @Test
    void a_certificate_of_the_trust_file_is_trusted_for_its_host_only() throws Exception {
        server.enqueue(new MockResponse.Builder().body("fine").build());
        try (EgressFixture fixture = trusting(Optional.of(folder.resolve("own.pem")))) {
            assertThat(fixture.send(get(url("own.example.com"))).status()).isEqualTo(200);
            assertThat(fixture.refusal(get(url("other.example.com")), ErrorClass.NETWORK))
                    .contains("certificate is for another host");
        }
    }

    @Test
    void a_trust_file_that_is_none_stops_the_start() throws IOException {
        Path broken = folder.resolve("broken.pem");
        try (OutputStream out = Files.newOutputStream(broken)) {
            out.write("nothing".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        for (Path file : List.of(broken, folder.resolve("missing.pem"))) {
            EgressSettings settings = new EgressSettings(
                    List.of(), List.of(), Duration.ofSeconds(5), 8, 1_000, 1_000, Optional.of(file), "1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GuardedEgress(settings, InstantSource.system()))
                    .withMessageContaining("egress.trust_file names " + file);
        }
    }
}
