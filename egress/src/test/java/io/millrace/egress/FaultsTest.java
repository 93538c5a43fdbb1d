package io.millrace.egress;

import static io.millrace.egress.EgressFixture.SHORT;
import static io.millrace.egress.EgressFixture.get;
import static io.millrace.egress.EgressFixture.limited;
import static io.millrace.egress.EgressFixture.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.ToolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final EgressFixture fixture = new EgressFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_server_that_never_answers_is_a_timeout() throws IOException {
        try (RawServer server = new RawServer(RawServer.Conversation::stall)) {
            assertThat(fixture.refusal(get(server.url("/"), SHORT), ErrorClass.TIMEOUT))
                    .contains(
                            "did not answer completely within 300 ms",
                            "waiting for the answer",
                            "may have been carried out");
        }
        assertThat(fixture.onlyExchange().status()).isZero();
        assertThat(fixture.onlyExchange().error()).contains("300 ms");
    }

    @Test
    void a_server_that_drips_bytes_is_cut_at_the_deadline() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                conversation.write("x");
            }
        })) {
            assertThat(fixture.refusal(get(server.url("/"), SHORT), ErrorClass.TIMEOUT))
                    .contains("within 300 ms", "reading the answer");
        }
        assertThat(fixture.onlyExchange().status()).isEqualTo(200);
    }

    @Test
    void a_reset_after_the_request_is_a_timeout_because_it_may_have_been_done() throws IOException {
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.reset();
        })) {
            assertThat(fixture.refusal(post(server.url("/"), new HttpBody.Json("x")), ErrorClass.TIMEOUT))
                    .contains("closed the connection before a complete answer", "may have been carried out");
            assertThat(server.connections()).as("no silent repeat").isEqualTo(1);
        }
    }

    @Test
    void an_end_of_stream_instead_of_an_answer_is_a_timeout() throws IOException {
        try (RawServer server = new RawServer(RawServer.Conversation::readRequest)) {
            assertThat(fixture.refusal(get(server.url("/")), ErrorClass.TIMEOUT))
                    .contains("closed the connection");
            assertThat(server.connections()).as("no silent repeat").isEqualTo(1);
        }
    }

    @Test
    void half_a_body_is_a_timeout_and_says_which_status_came() throws IOException {
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\nhalf");
        })) {
            assertThat(fixture.refusal(get(server.url("/")), ErrorClass.TIMEOUT))
                    .contains("answered 201", "cut off");
        }
    }

    @Test
    void a_reset_in_the_middle_of_a_body_is_a_timeout() throws IOException {
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            conversation.reset();
        })) {
            fixture.refusal(get(server.url("/")), ErrorClass.TIMEOUT);
        }
    }

    @Test
    void an_endless_answer_is_refused_at_the_limit() throws IOException {
        byte[] chunk = ("2000\r\n" + "x".repeat(0x2000) + "\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                conversation.write(chunk);
            }
        })) {
            assertThat(fixture.refusal(limited(get(server.url("/")), 100_000), ErrorClass.VALIDATION))
                    .contains("more than the limit of 100000 bytes");
        }
    }

    @Test
    void an_announced_length_above_the_limit_is_refused_unread() throws IOException {
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n");
            conversation.stall();
        })) {
            assertThat(fixture.refusal(limited(get(server.url("/")), 100), ErrorClass.VALIDATION))
                    .contains("more than the limit of 100 bytes");
        }
    }

    @Test
    void a_small_answer_that_unpacks_to_a_huge_one_is_refused_at_the_limit() throws IOException {
        byte[] bomb = zipped(new byte[20 << 20]);
        assertThat(bomb).hasSizeLessThan(100_000);
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            conversation.write(bomb);
        })) {
            assertThat(fixture.refusal(limited(get(server.url("/")), 1 << 20), ErrorClass.VALIDATION))
                    .contains("1048576 bytes (counted after decompression)");
        }
    }

    @Test
    void a_damaged_compressed_answer_is_a_timeout() throws IOException {
        byte[] zipped = zipped("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        zipped[zipped.length - 5] ^= 0x55;
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.length + "\r\n\r\n");
            conversation.write(zipped);
        })) {
            assertThat(fixture.refusal(get(server.url("/")), ErrorClass.TIMEOUT))
                    .contains("cannot be read");
        }
    }

    @Test
    void headers_above_the_limit_are_refused() throws IOException {
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 200 OK\r\nX-Large: " + "x".repeat(70_000) + "\r\nContent-Length: 0\r\n\r\n");
        })) {
            assertThat(fixture.refusal(get(server.url("/")), ErrorClass.VALIDATION))
                    .contains("headers", "64 KiB");
        }
    }

    @Test
    void endless_headers_end_the_call() throws IOException {
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 200 OK\r\n");
            while (true) {
                conversation.write("X-Large: " + "x".repeat(1_000) + "\r\n");
            }
        })) {
            assertThat(fixture.refusal(get(server.url("/")), ErrorClass.TIMEOUT))
                    .contains("256 KiB");
        }
    }

    @Test
    void something_that_is_not_http_is_said_to_be_so() throws IOException {
        try (RawServer server = new RawServer(conversation -> {
            conversation.write("SSH-2.0-OpenSSH_9.6\r\n");
            conversation.stall();
        })) {
            assertThat(fixture.refusal(get(server.url("/")), ErrorClass.TIMEOUT))
                    .contains("not HTTP");
        }
    }

    @Test
    void a_closed_port_is_a_network_error_and_nothing_was_sent() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        assertThat(fixture.refusal(get("http://127.0.0.1:" + port + "/"), ErrorClass.NETWORK))
                .contains("Nothing was sent", "does not accept connections");
    }

    @Test
    void a_plain_port_spoken_to_with_tls_is_a_network_error() throws IOException {
        try (RawServer server = new RawServer(conversation -> conversation.write("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            String url = server.url("/").replace("http:", "https:");
            assertThat(fixture.refusal(get(url), ErrorClass.NETWORK)).contains("TLS could not be agreed on");
        }
    }

    @Test
    void a_tls_handshake_that_stalls_is_a_network_error_at_the_deadline() throws IOException {
        try (RawServer server = new RawServer(RawServer.Conversation::stall)) {
            String url = server.url("/").replace("http:", "https:");
            assertThat(fixture.refusal(get(url, SHORT), ErrorClass.NETWORK))
                    .contains("could not be reached in time", "agreeing on TLS");
        }
    }

    @Test
    void an_unknown_name_is_a_network_error() {
        assertThat(fixture.refusal(get("http://nowhere.example.com/"), ErrorClass.NETWORK))
                .contains("name was not found");
    }

    @Test
    void a_name_server_that_stalls_is_a_network_error_at_the_deadline() {
        CountDownLatch answered = new CountDownLatch(1);
        NameResolver stalling = host -> {
            try {
                answered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new java.net.UnknownHostException(host);
        };
        try (EgressFixture slow = new EgressFixture(EgressSettings.defaults("1"), stalling)) {
            assertThat(slow.refusal(get("http://slow.example.com/", SHORT), ErrorClass.NETWORK))
                    .contains("could not be looked up within 300 ms");
        } finally {
            answered.countDown();
        }
    }

    @Test
    void the_next_address_of_a_name_is_tried_when_one_does_not_accept() throws IOException, ToolException {
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write(OK);
        })) {
            FakeNameResolver names = new FakeNameResolver().with("two.example.com", "127.0.0.2", "127.0.0.1");
            try (EgressFixture two =
                    new EgressFixture(EgressSettings.defaults("1").withAllow("127.0.0.0/8"), names)) {
                HttpAnswer answer = two.send(get("http://two.example.com:" + server.port() + "/"));
                assertThat(answer.status()).isEqualTo(200);
                assertThat(two.onlyExchange().remoteAddress()).isEqualTo("127.0.0.1:" + server.port());
            }
        }
    }

    @Test
    void an_interrupted_virtual_thread_leaves_at_once_as_cancelled() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            asked.countDown();
            conversation.stall();
        })) {
            CompletableFuture<String> message = new CompletableFuture<>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    message.complete(fixture.refusal(get(server.url("/")), ErrorClass.CANCELLED)
                            + Thread.currentThread().isInterrupted());
                } catch (RuntimeException | AssertionError e) {
                    message.completeExceptionally(e);
                }
            });
            assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(message.get(5, TimeUnit.SECONDS))
                    .contains("was cancelled.")
                    .endsWith("true");
        }
    }

    @Test
    void a_refusal_by_status_is_an_answer_with_its_headers() throws Exception {
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nslow");
        })) {
            HttpAnswer answer = fixture.send(get(server.url("/")));
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).hasValue("7");
            assertThat(answer.body()).asString().isEqualTo("slow");
        }
    }

    @Test
    void an_unavailable_server_that_says_retry_now_is_not_asked_twice() throws Exception {
        try (RawServer server = new RawServer(conversation -> {
            while (!conversation.readRequest().isEmpty()) {
                conversation.write("HTTP/1.1 503 Unavailable\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            assertThat(fixture.send(get(server.url("/"))).status()).isEqualTo(503);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void an_answer_meant_for_proxies_is_handed_on_like_any_other() throws Exception {
        try (RawServer server = new RawServer(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 407 Odd\r\nContent-Length: 3\r\n\r\nodd");
        })) {
            HttpAnswer answer = fixture.send(get(server.url("/")));
            assertThat(answer.status()).isEqualTo(407);
            assertThat(answer.body()).asString().isEqualTo("odd");
        }
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }
}
