package io.millrace.app.config;

import io.millrace.core.access.Bootstrap;
import io.millrace.sdk.Sensitive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything an operator decides, checked. Its parts are those of {@code millrace.yaml}, whose shipped copy explains each
 * key and holds the defaults; secrets are masked in {@link #toString()}.
 *
 * @param data the folder for the embedded database, the master key and large payloads; absolute
 * @param database {@code sqlite} or {@code postgresql://user:password@host:port/name}; sensitive for its password
 * @param tools where the operator's own tools are
 * @param masterKey 32 bytes in base64, when the operator keeps the key outside the data folder
 * @param bootstrap the first user and token, when nobody shall have to click
 */
public record Settings(
        Server server,
        Path data,
        Sensitive database,
        Egress egress,
        Tools tools,
        Retention retention,
        Engine engine,
        Log log,
        Metrics metrics,
        Optional<Sensitive> masterKey,
        Bootstrap bootstrap) {

    /** Where the operator's own tools are; absolute, and need not exist. */
    public Path toolsFolder() {
        return tools.folder().orElseGet(() -> data.resolve("tools"));
    }

    /**
     * How people and tools reach this server.
     *
     * @param host the address it binds to
     * @param port 0 takes a free one
     * @param publicUrl what links, set-up and webhook addresses start with. Empty: made of host and port
     * @param behindProxy whether {@code Forwarded} and {@code X-Forwarded-*} headers are believed
     */
    public record Server(String host, int port, Optional<URI> publicUrl, boolean behindProxy) {}

    /**
     * What tools may reach beside the public internet.
     *
     * @param allow networks, addresses and host names that are reachable although they are private
     * @param trustFile certificates in PEM that are trusted beside the system's
     */
    public record Egress(List<String> allow, Optional<Path> trustFile) {
        public Egress {
            allow = List.copyOf(allow);
        }
    }

    /** @param folder holds a folder with a manifest for each tool; empty: {@code tools} in the data folder */
    public record Tools(Optional<Path> folder) {}

    /** @param days how long finished executions and their events are kept; at least 1 */
    public record Retention(int days) {}

    /**
     * @param slots how many tasks this node works on at the same time
     * @param group how many units of work may share one commit
     * @param stopTimeout how long running attempts may take to finish when the server stops
     */
    public record Engine(int slots, int group, Duration stopTimeout) {}

    public record Log(LogFormat format, LogLevel level) {}

    /** @param token what {@code /metrics} asks for as a bearer token; empty: it is open */
    public record Metrics(Optional<Sensitive> token) {}

    /** How log lines are written. */
    public enum LogFormat {
        /** For people. */
        TEXT,
        /** One JSON object a line, for log collectors. */
        JSON
    }

    /** The least that is logged. */
    public enum LogLevel {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
