package io.millrace.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.server.route.Dispatcher;
import io.millrace.server.route.Identity;
import io.millrace.server.route.ProblemErrors;
import io.millrace.server.route.RouteTable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket and all that guards it: HTTP/1.1 on virtual threads, with limits on connections, header size, idle time and
 * slow senders, and a graceful stop that lets running requests finish.
 */
public final class HttpServer {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final int PLATFORM_THREADS = 32;

    /** The most connections that wait to be accepted. */
    static final int WAITING_CONNECTIONS = 1024;

    private final HttpSettings settings;
    private final Server server;
    private final ServerConnector connector;
    private final Dispatcher dispatcher;

    /**
     * What the server is joined to.
     *
     * @param table every route
     * @param pages answers {@code GET}s that no route takes, such as the files of the UI
     */
    public record Parts(
            RouteTable table,
            Identity identity,
            Predicate<String> projectExists,
            Optional<Handler> pages,
            MeterRegistry registry) {}

    public HttpServer(HttpSettings settings, Parts parts) {
        this.settings = settings;
        this.dispatcher = new Dispatcher(
                parts.table(),
                new Dispatcher.Surroundings(
                        settings.publicUrl(),
                        parts.identity(),
                        parts.projectExists(),
                        parts.pages(),
                        parts.registry(),
                        settings.limits()));
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
        this.server = new Server(threads);
        this.connector = new ServerConnector(server, 1, 2, new HttpConnectionFactory(configuration()));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(settings.maxConnections(), connector));
        server.setHandler(new GracefulHandler(dispatcher));
        parts.pages().ifPresent(pages -> {
            pages.setServer(server);
            server.addBean(pages); // started and stopped with the server, though the dispatcher asks it
        });
        server.setErrorHandler(new ProblemErrors());
        server.setStopTimeout(settings.stopTimeout().toMillis());
    }

    private HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setRequestHeaderSize(settings.headerBytes());
        // What Jetty would remember of the headers takes 90 KB a connection, used or not: 200 MB for 2,000 senders.
        configuration.setHeaderCacheSize(0);
        configuration.setHttpCompliance(HttpCompliance.RFC9110);
        configuration.setUriCompliance(UriCompliance.DEFAULT);
        if (settings.behindProxy()) {
            configuration.addCustomizer(new ForwardedRequestCustomizer());
        }
        return configuration;
    }

    /** Starts to answer on a port that was bound before; it is closed when the server stops. */
    public void start(BoundPort bound) throws IOException {
        connector.open(bound.channel());
        start();
    }

    /** Binds the port and starts to answer. @throws IOException when the port is taken or may not be bound */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server did not start", e);
        }
        log.info("Listening on {}:{}", settings.host(), port());
    }

    /** The port it listens on; the free one that was found when 0 was asked for. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Refuses new requests, ends live streams, lets running requests finish within the stop timeout. */
    public void stop() {
        dispatcher.endStreams();
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("Some requests were cut off while the HTTP server stopped", e);
        }
    }
}
