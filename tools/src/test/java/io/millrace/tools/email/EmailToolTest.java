package io.millrace.tools.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.millrace.core.shared.Problem;
import io.millrace.core.tool.InputCheck;
import io.millrace.sdk.Action;
import io.millrace.sdk.Connection;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Sensitive;
import io.millrace.sdk.ToolException;
import io.millrace.sdk.ToolPackage;
import io.millrace.tools.BuiltInTools;
import io.millrace.tools.Stage;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailToolTest {
    private static final Map<String, Object> NOTE =
            Map.of("to", "ada@example.com", "subject", "Grüße", "text", "Zeile 1\nZeile 2");

    @TempDir
    static Path folder;

    private static TestCertificate certificate;
    private static SSLSocketFactory trust;
    private Stage stage;
    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
    });

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.create(folder);
        System.setProperty("greenmail.tls.keystore.file", certificate.store().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        trust = certificate.trusting();
    }

    @AfterAll
    static void forgetCertificate() {
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
        server.start();
    }

    @AfterEach
    void close() {
        server.stop();
        stage.close();
    }

    @Test
    void a_message_arrives_with_everything_in_it() throws Exception {
        Map<String, Object> input = new LinkedHashMap<>(NOTE);
        input.put("to", List.of("Ada Löve <ada@example.com>", "grace@example.com"));
        input.put("cc", "alan@example.com, edsger@example.com");
        input.put("bcc", "secret@example.com");
        input.put("reply_to", "desk@example.com");
        input.put("html", "<p>Grüße</p>");
        input.put("headers", Map.of("X-Order", "4711"));
        Map<?, ?> output = send(smtp("none", server.getSmtp().getPort()), input);
        assertThat(output.get("accepted"))
                .isEqualTo(List.of(
                        "ada@example.com",
                        "grace@example.com",
                        "alan@example.com",
                        "edsger@example.com",
                        "secret@example.com"));
        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(5);
        MimeMessage message = received[0];
        assertThat(message.getSubject()).isEqualTo("Grüße");
        assertThat(message.getFrom()[0]).hasToString("Ops <ops@example.com>");
        assertThat(message.getReplyTo()[0]).hasToString("desk@example.com");
        assertThat(message.getHeader("X-Order")).containsExactly("4711");
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getMessageID()).isEqualTo(output.get("message_id")).endsWith("@example.com>");
        assertThat(message.getSentDate()).isEqualTo(Stage.NOW);
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString().lines()).containsExactly("Zeile 1", "Zeile 2");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    }

    @Test
    void every_attempt_has_the_same_message_id() throws Exception {
        Connection connection = smtp("none", server.getSmtp().getPort());
        assertThat(send(connection, NOTE).get("message_id"))
                .isEqualTo(send(connection, NOTE).get("message_id"));
    }

    @Test
    void a_log_in_over_tls_works_and_a_wrong_password_is_an_authentication_error() throws Exception {
        server.setUser("ops", "s3cret-word");
        Connection good = smtp("tls", server.getSmtps().getPort(), "ops", "s3cret-word");
        send(good, NOTE);
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(test(good)).contains("accepts the log-in");
        ToolException e = failure(smtp("tls", server.getSmtps().getPort(), "ops", "wr0ng-word"));
        assertThat(e.errorClass()).isEqualTo(ErrorClass.AUTHENTICATION);
        assertThat(e).hasMessageNotContaining("wr0ng-word");
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() {
        Connection connection = smtp("tls", server.getSmtps().getPort());
        ToolException e = catchThrowableOfType(
                ToolException.class, () -> action(new EmailTool(folder())).run(stage.call(connection, NOTE)));
        assertThat(e.errorClass()).isEqualTo(ErrorClass.NETWORK);
        assertThat(e).hasMessageContaining("encrypted connection");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_server_without_starttls_is_refused_when_it_is_asked_for() {
        ToolException e = failure(smtp("starttls", server.getSmtp().getPort()));
        assertThat(e.errorClass()).isEqualTo(ErrorClass.NETWORK);
        assertThat(e).hasMessageContaining("STARTTLS");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void starttls_encrypts_before_the_message_is_sent() throws Exception {
        try (ScriptedSmtpServer script = new ScriptedSmtpServer(Map.of(), Optional.of(certificate.showing()))) {
            send(smtp("starttls", script.port()), NOTE);
            assertThat(script.tookEncrypted()).isTrue();
        }
    }

    @Test
    void starttls_with_a_certificate_for_another_name_is_refused() throws Exception {
        try (ScriptedSmtpServer script = new ScriptedSmtpServer(Map.of(), Optional.of(certificate.showing()))) {
            Map<String, Object> config = config("starttls", script.port());
            config.put("host", "localhost");
            ToolException e = failure(new Connection("test", "smtp", config, Map.of()));
            assertThat(e.errorClass()).isEqualTo(ErrorClass.NETWORK);
            assertThat(script.tookEncrypted()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]", "0:0:0:0:0:0:0:1"})
    void a_server_is_found_by_its_ipv6_address(String host) throws Exception {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "this machine has no IPv6");
        for (String security : List.of("none", "starttls")) {
            try (ScriptedSmtpServer script =
                    new ScriptedSmtpServer(Map.of(), Optional.of(certificate.showing()), loopback)) {
                Map<String, Object> config = config(security, script.port());
                config.put("host", host);
                assertThat(configProblems(config)).isEmpty();
                send(new Connection("test", "smtp", config, Map.of()), NOTE);
                assertThat(script.tookEncrypted()).isEqualTo(security.equals("starttls"));
            }
        }
    }

    @Test
    void an_ipv6_address_is_guarded_like_any_other() {
        Map<String, Object> config = config("none", 25);
        config.put("host", "[fd00::25]");
        ToolException e = failure(new Connection("test", "smtp", config, Map.of()));
        assertThat(e.errorClass()).isEqualTo(ErrorClass.VALIDATION);
        assertThat(e).hasMessageContaining("fd00::25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "smtp example", "smtp://smtp.example.com", "ops@example.com", "[::1"})
    void what_is_no_host_is_refused_when_the_connection_is_saved(String host) {
        Map<String, Object> config = config("none", 25);
        config.put("host", host);
        assertThat(configProblems(config)).isNotEmpty();
    }

    private static List<Problem> configProblems(Map<String, Object> config) {
        return new InputCheck().check(Stage.kind("email", "smtp").config(), config);
    }

    @Test
    void everything_about_the_way_of_the_password_wants_it_again_when_it_changes() {
        assertThat(Stage.kind("email", "smtp").config().get("properties"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .allSatisfy((name, schema) -> assertThat(((Map<?, ?>) schema).get("x-secrets-again"))
                        .as("%s", name)
                        .isEqualTo(List.of("host", "port", "security").contains(name) ? true : null));
    }

    @Test
    void nobody_listening_is_a_network_error() throws Exception {
        int port = server.getSmtp().getPort();
        server.stop();
        assertThat(failure(smtp("none", port)).errorClass()).isEqualTo(ErrorClass.NETWORK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL | 421 4.3.2 Service shutting down          | server_error",
                "MAIL | 421 4.7.0 Too many messages, slow down   | rate_limit",
                "MAIL | 530 5.7.0 Authentication required        | authentication",
                "MAIL | 552 5.3.4 Message too big                | validation",
                "RCPT | 450 4.2.1 Mailbox busy                   | server_error",
                "RCPT | 451 4.7.1 Greylisted, come back          | server_error",
                "RCPT | 550 5.1.1 No such user                   | validation",
                "DATA | 451 4.3.0 Local error                    | server_error",
                "DATA | 554 5.7.1 Refused                        | validation",
                "END  | 452 4.3.1 Disk full                      | server_error",
                "END  | 554 5.7.1 Looks like spam                | validation"
            })
    void a_reply_decides_on_the_class(String stageOfTalk, String reply, String errorClass) throws Exception {
        try (ScriptedSmtpServer script = new ScriptedSmtpServer(Map.of(stageOfTalk, reply))) {
            ToolException e = failure(smtp("none", script.port()));
            assertThat(e.errorClass().code()).isEqualTo(errorClass);
            assertThat(e).hasMessageContaining(reply.substring(4));
        }
    }

    @Test
    void a_broken_conversation_before_the_end_of_the_message_sent_nothing() throws Exception {
        for (String at : List.of("HELLO", "MAIL", "RCPT", "DATA")) {
            try (ScriptedSmtpServer script = new ScriptedSmtpServer(Map.of(at, ScriptedSmtpServer.HANG_UP))) {
                assertThat(failure(smtp("none", script.port())).errorClass())
                        .as(at)
                        .isEqualTo(ErrorClass.NETWORK);
            }
        }
    }

    @Test
    void a_conversation_that_breaks_after_the_message_leaves_the_outcome_unknown() throws Exception {
        try (ScriptedSmtpServer script = new ScriptedSmtpServer(Map.of("END", ScriptedSmtpServer.HANG_UP))) {
            ToolException e = failure(smtp("none", script.port()));
            assertThat(e.errorClass()).isEqualTo(ErrorClass.TIMEOUT);
            assertThat(e).hasMessageContaining("may or may not");
        }
    }

    @Test
    void a_line_break_cannot_smuggle_a_header_in() {
        for (String field : List.of("subject", "to", "from")) {
            Map<String, Object> input = new LinkedHashMap<>(NOTE);
            input.put(field, "a@example.com\r\nBcc: victim@example.com");
            assertThat(refusal(input).errorClass()).as(field).isEqualTo(ErrorClass.VALIDATION);
        }
        assertThat(refusal(more("headers", Map.of("X-A", "1\r\nBcc: victim@example.com"))))
                .hasMessageContaining("one line");
        assertThat(refusal(more("headers", Map.of("Bcc", "victim@example.com"))))
                .hasMessageContaining("field of its own");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void an_address_that_is_none_is_named() {
        assertThat(refusal(more("to", "ada at example")))
                .hasMessageContaining("'to'")
                .hasMessageContaining("ada at example");
        assertThat(refusal(more("to", "ada"))).hasMessageContaining("'to'");
        assertThat(refusal(more("to", List.of(Sensitive.of("hidden-text"))))).hasMessageNotContaining("hidden-text");
    }

    @Test
    void a_caught_message_is_posted_to_the_catcher_and_not_sent() throws Exception {
        stage.answers(200, "{\"caught\":true}");
        Connection connection =
                new Connection("test", "capture", Map.of("name", "orders", "from", "ops@example.com"), Map.of());
        send(connection, more("bcc", "secret@example.com"));
        var request = stage.request();
        assertThat(request.getTarget()).isEqualTo("/catch/default/orders");
        assertThat(request.getHeaders().get("Content-Type")).startsWith("message/rfc822");
        assertThat(Stage.bodyOf(request))
                .contains("To: ada@example.com", "Bcc: secret@example.com", "Subject: =?UTF-8?");
        assertThat(test(connection)).contains("nothing is sent", "millrace catch show ");
    }

    @Test
    void a_message_with_a_secret_is_caught_and_not_recorded() throws Exception {
        stage.answers(200, "{}");
        Connection connection = new Connection("test", "capture", Map.of("from", "ops@example.com"), Map.of());
        send(connection, more("text", Sensitive.join("The code is ", Sensitive.of("c0de-4711"))));
        assertThat(Stage.bodyOf(stage.request())).contains("The code is c0de-4711");
        assertThat(stage.recorded()).doesNotContain("c0de-4711");
    }

    private static Map<String, Object> more(String key, Object value) {
        Map<String, Object> input = new LinkedHashMap<>(NOTE);
        input.put(key, value);
        return input;
    }

    private ToolException failure(Connection connection) {
        return catchThrowableOfType(ToolException.class, () -> send(connection, NOTE));
    }

    private ToolException refusal(Map<String, Object> input) {
        return catchThrowableOfType(
                ToolException.class, () -> send(smtp("none", server.getSmtp().getPort()), input));
    }

    private Map<?, ?> send(Connection connection, Map<String, Object> input) throws ToolException {
        return (Map<?, ?>) Objects.requireNonNull(action(trusting()).run(stage.call(connection, input)));
    }

    private String test(Connection connection) throws ToolException {
        return trusting().connectionTest().orElseThrow().test(stage.call(connection, Map.of()));
    }

    private static Action action(EmailTool tool) {
        return Objects.requireNonNull(tool.code().get("send"));
    }

    private static EmailTool trusting() {
        return new EmailTool(folder(), trust, InstantSource.fixed(Stage.NOW));
    }

    private static ToolPackage folder() {
        return BuiltInTools.all().stream()
                .filter(tool -> tool.name().equals("email"))
                .findFirst()
                .orElseThrow();
    }

    private Connection smtp(String security, int port) {
        return new Connection("test", "smtp", config(security, port), Map.of());
    }

    private Connection smtp(String security, int port, String username, String password) {
        Map<String, Object> config = config(security, port);
        config.put("username", username);
        return new Connection("test", "smtp", config, Map.of("password", Sensitive.of(password)));
    }

    private static Map<String, Object> config(String security, int port) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("host", "127.0.0.1");
        config.put("port", (long) port);
        config.put("security", security);
        config.put("from", "Ops <ops@example.com>");
        return config;
    }
}
