package io.millrace.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.sdk.Egress;
import io.millrace.sdk.ErrorClass;
import io.millrace.sdk.Exchange;
import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.HttpBody;
import io.millrace.sdk.HttpCall;
import io.millrace.sdk.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** An egress that may reach the loopback address, and what it recorded. */
final class EgressFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Ample for anything that is expected to come. */
    static final Duration AMPLE = Duration.ofSeconds(10);

    /** For what is expected never to come. */
    static final Duration SHORT = Duration.ofMillis(300);

    final GuardedEgress guarded;
    final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    final Egress egress;

    EgressFixture() {
        this(EgressSettings.defaults("1.2.3").withAllow("127.0.0.0/8"), new FakeNameResolver());
    }

    EgressFixture(EgressSettings settings, NameResolver resolver) {
        this(settings, resolver, System::nanoTime);
    }

    EgressFixture(EgressSettings settings, NameResolver resolver, LongSupplier nanoTime) {
        guarded = new GuardedEgress(settings, () -> NOW, resolver, nanoTime);
        egress = guarded.forAttempt(exchanges::add);
    }

    static HttpCall get(String url) {
        return get(url, AMPLE);
    }

    static HttpCall get(String url, Duration timeout) {
        return HttpCall.of("GET", url, List.of(), HttpBody.none(), timeout);
    }

    static HttpCall post(String url, HttpBody body, HttpCall.Field... headers) {
        return HttpCall.of("POST", url, List.of(headers), body, AMPLE);
    }

    static HttpCall following(HttpCall call) {
        return new HttpCall(
                call.method(),
                call.url(),
                call.query(),
                call.headers(),
                call.body(),
                call.timeout(),
                call.maxAnswerBytes(),
                true);
    }

    static HttpCall limited(HttpCall call, long maxAnswerBytes) {
        return new HttpCall(
                call.method(),
                call.url(),
                call.query(),
                call.headers(),
                call.body(),
                call.timeout(),
                maxAnswerBytes,
                call.followRedirects());
    }

    HttpAnswer send(HttpCall call) throws ToolException {
        return egress.send(call);
    }

    /** Sends a call that must fail with the given class and returns its message. */
    String refusal(HttpCall call, ErrorClass expected) {
        ToolException refused = catchThrowableOfType(ToolException.class, () -> egress.send(call));
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.errorClass()).as(refused.getMessage()).isEqualTo(expected);
        return String.valueOf(refused.getMessage());
    }

    Exchange onlyExchange() {
        assertThat(exchanges).hasSize(1);
        return exchanges.getFirst();
    }

    @Override
    public void close() {
        guarded.close();
    }
}
