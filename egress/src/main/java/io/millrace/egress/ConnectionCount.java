package io.millrace.egress;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Counts the connections of all calls; those that were not opened for a call were reused by it. */
final class ConnectionCount extends EventListener {
    private final LongAdder calls = new LongAdder();
    private final LongAdder opened = new LongAdder();

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        opened.increment();
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        calls.increment();
    }

    GuardedEgress.Connections with(ConnectionPool pool) {
        int idle = pool.idleConnectionCount();
        int busy = Math.max(0, pool.connectionCount() - idle);
        return new GuardedEgress.Connections(busy, idle, opened.sum(), calls.sum());
    }
}
