package io.millrace.egress;

import static io.millrace.egress.EgressFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.ToolException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private static final EgressSettings STRICT = EgressSettings.defaults("1.2.3");

    private final FakeNameResolver names = new FakeNameResolver();

    private String refusal(EgressSettings settings, String url) {
        try (EgressFixture fixture = new EgressFixture(settings, names)) {
            return fixture.refusal(get(url), ErrorClass.VALIDATION);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "169.254.169.254",
                "10.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::808:808]",
                "[2002:7f00:1::]",
                "[2001:0:53aa:64c:0:0:80ff:fffe]",
                "[fd00:ec2::254]",
                "168.63.129.16",
                "192.0.0.192",
                "100.100.100.200",
                "127.0.0.1%2e"
            })
    void a_host_that_is_an_address_is_vetted(String host) {
        assertThat(refusal(STRICT, "http://" + host + "/")).containsAnyOf("egress.allow", "unusual spelling");
        assertThat(names.lookUps()).as("never asked a name server").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "127.1",
                "127.0.1",
                "0177.0.0.1",
                "0x7f.0.0.1",
                "0x7f000001",
                "017700000001",
                "127.0.0.1.",
                "127.0.0.01",
                "1.2.3.4.5",
                "256.256.256.256",
                "%31%32%37.1",
                "１２７.0.0.1.",
                "0"
            })
    void an_address_in_an_odd_spelling_is_refused_rather_than_interpreted(String host) {
        assertThat(refusal(STRICT.withAllow("0.0.0.0/0"), "http://" + host + "/"))
                .containsAnyOf("unusual spelling", "cannot be read");
        assertThat(names.lookUps()).isZero();
    }

    @Test
    void a_zone_is_no_part_of_an_address() {
        assertThat(refusal(STRICT, "http://[fe80::1%25eth0]/")).contains("cannot be read");
    }

    @Test
    void a_name_for_a_private_address_is_refused_with_the_address_and_the_key() {
        names.with("intranet.example.com", "10.1.2.3", "fd00::7");
        assertThat(refusal(STRICT, "http://intranet.example.com/"))
                .contains("intranet.example.com", "10.1.2.3 (a private network)", "fd00:0:0:0:0:0:0:7", "egress.allow");
    }

    @Test
    void a_name_without_a_dot_is_looked_up_and_vetted_like_any_other() {
        names.with("localhost", "127.0.0.1");
        assertThat(refusal(STRICT, "http://localhost/")).contains("127.0.0.1 (this host (loopback))");
    }

    @Test
    void only_the_vetted_addresses_of_a_name_are_connected_to() throws IOException, ToolException {
        try (RawServer server = answering();
                EgressFixture fixture = new EgressFixture(STRICT.withAllow("127.0.0.3"), names)) {
            String url = "http://mixed.example.com:" + server.port() + "/";
            // The server listens on 127.0.0.1 only: reaching it would show that the refused address was used.
            names.with("mixed.example.com", "127.0.0.1", "127.0.0.3");
            assertThat(fixture.refusal(get(url), ErrorClass.NETWORK)).contains("does not accept connections");
            assertThat(server.connections()).isZero();
        }
        try (RawServer server = answering();
                EgressFixture fixture = new EgressFixture(STRICT.withAllow("127.0.0.1"), names)) {
            names.with("mixed.example.com", "127.0.0.3", "10.0.0.1", "127.0.0.1");
            assertThat(fixture.send(get("http://mixed.example.com:" + server.port() + "/"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_name_is_not_asked_for_again_after_it_was_vetted() throws IOException, ToolException {
        NameResolver rebinding = new NameResolver() {
            private boolean asked;

            @Override
            public java.util.List<java.net.InetAddress> resolve(String host) {
                java.net.InetAddress address = java.net.InetAddress.ofLiteral(asked ? "127.0.0.9" : "127.0.0.1");
                asked = true;
                return java.util.List.of(address);
            }
        };
        try (RawServer server = answering();
                EgressFixture fixture = new EgressFixture(STRICT.withAllow("127.0.0.1"), rebinding)) {
            String url = "http://rebinding.example.com:" + server.port() + "/";
            assertThat(fixture.send(get(url)).status()).isEqualTo(200);
            assertThat(fixture.send(get(url)).status())
                    .as("over the vetted connection")
                    .isEqualTo(200);
            assertThat(server.connections()).isEqualTo(1);
            fixture.refusal(get("http://rebinding.example.com:1/"), ErrorClass.VALIDATION);
        }
    }

    @Test
    void a_host_named_by_the_operator_is_reached_whatever_its_address() throws IOException, ToolException {
        try (RawServer server = answering()) {
            names.with("intranet.example.com", "127.0.0.1");
            EgressSettings settings = STRICT.withAllow("intranet.example.com:" + server.port());
            try (EgressFixture fixture = new EgressFixture(settings, names)) {
                assertThat(fixture.send(get("http://intranet.example.com:" + server.port() + "/"))
                                .status())
                        .isEqualTo(200);
                fixture.refusal(get("http://intranet.example.com:1/"), ErrorClass.VALIDATION);
                fixture.refusal(get(server.url("/")), ErrorClass.VALIDATION);
            }
        }
    }

    @Test
    void the_servers_own_catcher_is_reached_and_nothing_beside_it() throws IOException, ToolException {
        try (RawServer server = answering()) {
            names.with("localhost", "127.0.0.1");
            String origin = "http://localhost:" + server.port();
            EgressSettings settings = STRICT.withOwn(URI.create(origin + "/catch/"));
            try (EgressFixture fixture = new EgressFixture(settings, names)) {
                HttpAnswer caught = fixture.send(get(origin + "/catch/one"));
                assertThat(caught.status()).isEqualTo(200);
                for (String path : new String[] {
                    "/api/v1/tokens", "/catch", "/catcher", "/catch/../api", "/catch/%2e%2e/api", "/CATCH/one"
                }) {
                    fixture.refusal(get(origin + path), ErrorClass.VALIDATION);
                }
                fixture.refusal(get("http://127.0.0.1:" + server.port() + "/catch/one"), ErrorClass.VALIDATION);
                fixture.refusal(get(origin.replace("http:", "https:") + "/catch/one"), ErrorClass.VALIDATION);
            }
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void names_with_underscores_and_international_names_work() throws IOException, ToolException {
        try (RawServer server = answering();
                EgressFixture fixture = new EgressFixture(STRICT.withAllow("127.0.0.1"), names)) {
            names.with("foo_bar.example.com", "127.0.0.1").with("xn--bcher-kva.example", "127.0.0.1");
            assertThat(fixture.send(get("http://foo_bar.example.com:" + server.port() + "/"))
                            .status())
                    .isEqualTo(200);
            assertThat(fixture.send(get("http://Bücher.example:" + server.port() + "/"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_socket_is_opened_to_vetted_addresses_only() throws IOException, ToolException {
        try (RawServer server = answering();
                EgressFixture strict = new EgressFixture(STRICT, names);
                EgressFixture open = new EgressFixture(STRICT.withAllow("127.0.0.1"), names)) {
            names.with("mail.example.com", "127.0.0.1");
            for (String host : new String[] {"mail.example.com", "127.0.0.1", "127.1", "[::1]", "fe80::1%lo"}) {
                ToolException refused = catchThrowableOfType(
                        ToolException.class, () -> strict.egress.open(host, server.port(), EgressFixture.AMPLE));
                assertThat(refused.errorClass()).as(host).isIn(ErrorClass.VALIDATION, ErrorClass.NETWORK);
            }
            assertThat(server.connections()).isZero();
            try (Socket socket = open.egress.open("mail.example.com", server.port(), EgressFixture.AMPLE)) {
                socket.getOutputStream()
                        .write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
        }
    }

    @Test
    void a_socket_that_cannot_be_opened_is_a_network_error() {
        names.with("mail.example.com", "127.0.0.1");
        try (EgressFixture open = new EgressFixture(STRICT.withAllow("127.0.0.1"), names)) {
            ToolException refused = catchThrowableOfType(
                    ToolException.class, () -> open.egress.open("mail.example.com", 1, EgressFixture.AMPLE));
            assertThat(refused.errorClass()).isEqualTo(ErrorClass.NETWORK);
            assertThat(refused).hasMessageContaining("mail.example.com on port 1: it does not accept connections");
            ToolException noPort = catchThrowableOfType(
                    ToolException.class, () -> open.egress.open("mail.example.com", 0, EgressFixture.AMPLE));
            assertThat(noPort.errorClass()).isEqualTo(ErrorClass.VALIDATION);
        }
    }

    @Test
    void settings_that_cannot_be_used_stop_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuardedEgress(STRICT.withAllow("10.0.0.0/99"), InstantSource.system()))
                .withMessageContaining("egress.allow");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new GuardedEgress(STRICT.withOwn(URI.create("mailto:someone")), InstantSource.system()))
                .withMessageContaining("own address");
    }

    private static RawServer answering() {
        return new RawServer(conversation -> {
            while (!conversation.readRequest().isEmpty()) {
                conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
    }
}
