package io.millrace.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * A port that is taken before the server exists, since the server's own parts must know where they will be reached. Who
 * connects meanwhile waits until the server starts. Closing it twice does no harm.
 */
public final class BoundPort implements AutoCloseable {
    private final ServerSocketChannel channel;

    private BoundPort(ServerSocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Binds an address.
     *
     * @param port 0 takes a free one
     * @throws IOException when the port is taken or may not be bound
     */
    public static BoundPort bind(String host, int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(host, port), HttpServer.WAITING_CONNECTIONS);
            return new BoundPort(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The number of the port. */
    public int number() {
        return channel.socket().getLocalPort();
    }

    ServerSocketChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
