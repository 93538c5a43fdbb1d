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
        Blobs blobs,
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

    /** Where the folder of large values is; absolute, and need not exist. */
    public Path blobsFolder() {
        return blobs.folder().orElseGet(() -> data.resolve("blobs"));
    }

    /**
     * Where values that are too large for a row are kept.
     *
     * @param kind empty: what suits the database
     * @param threshold the most bytes of JSON that stay in a row
     * @param folder for the kind folder; empty: {@code blobs} in the data folder
     * @param bucket for the kind s3
     */
    public record Blobs(Optional<BlobKind> kind, int threshold, Optional<Path> folder, Optional<Bucket> bucket) {}

    /**
     * A bucket of an S3-compatible service.
     *
     * @param prefix of all names in it; may be empty
     * @param pathStyle whether its name stands in the path rather than in the host
     * @param sessionToken for credentials that were given for a time
     */
    public record Bucket(
            URI endpoint,
            String region,
            String name,
            String prefix,
            boolean pathStyle,
            String accessKey,
            Sensitive secretKey,
            Optional<Sensitive> sessionToken) {}

    /** The kinds of places for large values. */
    public enum BlobKind {
        FOLDER,
        DATABASE,
        S3
    }

    /** @param days how long finished executions and their events are kept; at least 1 */
    public record Retention(int days) {}

    /**
     * @param slots how many tasks this node works on at the same time
     * @param group how many units of work may share one commit
     * @param largestValue the most bytes of JSON that the input or the output of a step may have
     * @param stopTimeout how long running attempts may take to finish when the server stops
     */
    public record Engine(int slots, int group, int largestValue, Duration stopTimeout) {}

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
