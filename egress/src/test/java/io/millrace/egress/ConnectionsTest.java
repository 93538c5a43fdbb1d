package io.millrace.egress;

import static io.millrace.egress.EgressFixture.AMPLE;
import static io.millrace.egress.EgressFixture.SHORT;
import static io.millrace.egress.EgressFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static EgressSettings atMost(int perHost) {
        return new EgressSettings(List.of("127.0.0.1"), List.of(), AMPLE, perHost, 1_000, 1_000, Optional.empty(), "1");
    }

    @Test
    void a_call_over_the_bound_of_a_host_waits_within_its_deadline_and_sends_nothing() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        try (RawServer server = new RawServer(conversation -> {
                    conversation.readRequest();
                    busy.countDown();
                    free.await();
                    conversation.write(OK);
                });
                EgressFixture fixture = new EgressFixture(atMost(1), new FakeNameResolver());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpAnswer> first = threads.submit(() -> fixture.send(get(server.url("/"))));
            assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(fixture.refusal(get(server.url("/"), SHORT), ErrorClass.NETWORK))
                    .contains("Nothing was sent", "1 calls to it were under way");
            free.countDown();
            assertThat(first.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_thousand_virtual_threads_share_the_connections_of_a_host() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (RawServer server = new RawServer(conversation -> {
                    while (!conversation.readRequest().isEmpty()) {
                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                        underWay.decrementAndGet();
                        conversation.write(OK);
                    }
                });
                EgressFixture fixture = new EgressFixture(atMost(8), new FakeNameResolver());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                answers.add(threads.submit(() -> fixture.send(get(server.url("/")))));
            }
            for (Future<HttpAnswer> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            }
            assertThat(most.get()).isLessThanOrEqualTo(8);
            assertThat(server.requests()).hasSize(1_000);
            assertThat(server.connections()).isLessThan(100);
            GuardedEgress.Connections used = fixture.guarded.connections();
            assertThat(used.opened()).isEqualTo(server.connections());
            assertThat(used.calls()).isEqualTo(1_000);
            assertThat(used.busy() + used.idle()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void a_pooled_connection_that_the_server_has_closed_costs_no_request() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        AtomicInteger number = new AtomicInteger();
        AtomicLong idle = new AtomicLong();
        try (RawServer server = new RawServer(conversation -> {
                    boolean first = number.getAndIncrement() == 0;
                    conversation.readRequest();
                    conversation.write(OK);
                    if (first) {
                        conversation.close();
                        closed.countDown();
                    } else {
                        conversation.stall();
                    }
                });
                EgressFixture fixture =
                        new EgressFixture(atMost(8), new FakeNameResolver(), () -> System.nanoTime() + idle.get())) {
            HttpCall post = HttpCall.of("POST", server.url("/"), List.of(), HttpBody.none(), AMPLE);
            assertThat(fixture.send(post).status()).isEqualTo(200);
            assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
            idle.set(OneRequest.IDLE_NANOS + 1);
            assertThat(fixture.send(post).status()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.requests()).as("each sent once").hasSize(2);
        }
    }

    @Test
    void a_host_is_forgotten_when_its_last_call_has_ended() throws Exception {
        HostSlots slots = new HostSlots(2);
        assertThat(slots.take("a", Deadline.in(SHORT))).isTrue();
        assertThat(slots.take("a", Deadline.in(SHORT))).isTrue();
        assertThat(slots.take("b", Deadline.in(SHORT))).isTrue();
        assertThat(slots.take("a", Deadline.in(java.time.Duration.ZERO))).isFalse();
        assertThat(slots.hosts()).isEqualTo(2);
        slots.release("a");
        assertThat(slots.take("a", Deadline.in(SHORT))).isTrue();
        slots.release("a");
        slots.release("a");
        slots.release("b");
        assertThat(slots.hosts()).isZero();
    }

    @Test
    void closing_ends_the_calls_under_way() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer(conversation -> {
                    conversation.readRequest();
                    asked.countDown();
                    conversation.stall();
                });
                EgressFixture fixture = new EgressFixture(atMost(8), new FakeNameResolver());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> call = threads.submit(() -> fixture.refusal(get(server.url("/")), ErrorClass.TIMEOUT));
            assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
            fixture.guarded.close();
            assertThat(call.get(5, TimeUnit.SECONDS)).contains("may have been carried out");
        }
    }
}
