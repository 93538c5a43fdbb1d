package io.millrace.egress;

import io.millrace.sdk.Egress;
import io.millrace.sdk.EgressFactory;
import io.millrace.sdk.Exchange;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The one way out of Millrace. Create one for the whole process and close it at the end; it is safe for use by any number of
 * threads, preferably virtual ones, which alone can be interrupted while they wait for the network.
 *
 * <p>It speaks HTTP/1.1 only, on purpose: one request has a connection to itself, so that it is certain whether anything of it
 * was sent, and one that stalls holds up no other.
 */
public final class GuardedEgress implements EgressFactory, AutoCloseable {
    private static final int MOST_IDLE = 256;

    /**
     * Shorter than the 5 s after which common servers (Node, Apache) drop an idle connection, because a request that is sent
     * while the server closes ends as unknown.
     */
    private static final Duration KEPT_IDLE = Duration.ofSeconds(4);

    private final EgressSettings settings;
    private final InstantSource clock;
    private final AddressGuard guard;
    private final Wire wire;
    private final ConnectionCount count = new ConnectionCount();
    private final OkHttpClient client;
    private final CallDeadlines deadlines = new CallDeadlines();

    /** @throws IllegalArgumentException naming the setting that cannot be used */
    public GuardedEgress(EgressSettings settings, InstantSource clock) {
        this(settings, clock, NameResolver.SYSTEM, System::nanoTime);
    }

    /** @param nanoTime measures how long a connection has been idle, as {@code System.nanoTime()} */
    GuardedEgress(EgressSettings settings, InstantSource clock, NameResolver resolver, LongSupplier nanoTime) {
        this.settings = settings;
        this.clock = clock;
        this.guard = new AddressGuard(settings.allow(), settings.own(), resolver);
        this.client = client(settings, nanoTime, count);
        this.wire = new Wire(client, guard, settings, deadlines);
    }

    private static OkHttpClient client(EgressSettings settings, LongSupplier nanoTime, ConnectionCount count) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                // A proxy would resolve names itself, out of the guard's sight.
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                // Racing the addresses of a host takes a platform thread for each of them.
                .fastFallback(false)
                .connectTimeout(settings.connectTimeout())
                // The call's deadline covers these.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .connectionPool(new ConnectionPool(MOST_IDLE, KEPT_IDLE.toMillis(), TimeUnit.MILLISECONDS))
                .eventListenerFactory(_ -> count)
                .addInterceptor(chain -> chain.withDns(
                                Objects.requireNonNull(chain.request().tag(VettedDns.class), "every request is vetted"))
                        .proceed(chain.request()))
                .addNetworkInterceptor(new OneRequest(nanoTime));
        settings.trustFile().ifPresent(file -> TrustFile.apply(file, client));
        return client.build();
    }

    @Override
    public Egress forAttempt(Consumer<Exchange> recorder) {
        return new AttemptEgress(settings, clock, guard, wire, recorder);
    }

    /**
     * How the way out is used. Calls beyond the connections opened went over one that was there already.
     *
     * @param busy connections that a call is under way on
     * @param idle those kept for the next one
     * @param opened how many there have been
     * @param calls how many have gone over one
     */
    public record Connections(int busy, int idle, long opened, long calls) {}

    /** How the way out is used; safe to be asked at any time. */
    public Connections connections() {
        return count.with(client.connectionPool());
    }

    /** Ends all calls under way, which fail, and closes all connections. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        guard.close();
        deadlines.close();
    }
}
