package io.millrace.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One kept-alive connection of the load generator: writes the prepared request again and again and finds the ends of answers. */
final class LoadConnection {
    /** The largest answer the generator reads. */
    private static final int MAX_ANSWER = 1 << 20;

    private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};
    private static final byte[] LAST_CHUNK = {'\r', '\n', '0', '\r', '\n', '\r', '\n'};

    private final SocketChannel channel;
    private final URI url;
    private final byte[] request;
    private final ByteBuffer out;
    private final int[] numberAt;
    private final boolean bodiless;
    private ByteBuffer in = ByteBuffer.allocate(4_096);
    private long startedNanos;
    private int status;
    private boolean closing;

    /** How the end of an answer is known; see RFC 9112, 6.3. */
    private enum Framing {
        /** Its headers are incomplete. */
        UNKNOWN,
        LENGTH,
        CHUNKED,
        UNTIL_CLOSED
    }

    private Framing framing = Framing.UNKNOWN;

    /** Where an answer of known length ends in {@code in}. */
    private int end;

    LoadConnection(SocketChannel channel, URI url, LoadPlan plan) {
        this.channel = channel;
        this.url = url;
        this.bodiless = plan.method().equals("HEAD");
        byte[] head = head(url, plan).getBytes(StandardCharsets.US_ASCII);
        this.request = Arrays.copyOf(head, head.length + plan.body().length);
        System.arraycopy(plan.body(), 0, request, head.length, plan.body().length);
        this.out = ByteBuffer.wrap(request);
        this.numberAt = occurrences(request, LoadPlan.NUMBER.getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(URI url, LoadPlan plan) {
        StringBuilder head = new StringBuilder();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        head.append(plan.method()).append(' ').append(path).append(query).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(url.getRawAuthority()).append("\r\n");
        plan.headers().forEach(header -> head.append(header).append("\r\n"));
        if (plan.headers().stream()
                .noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("content-type:"))) {
            head.append("Content-Type: application/json\r\n");
        }
        return head.append("Content-Length: ")
                .append(plan.body().length)
                .append("\r\n\r\n")
                .toString();
    }

    private static int[] occurrences(byte[] text, byte[] needle) {
        return java.util.stream.IntStream.rangeClosed(0, text.length - needle.length)
                .filter(at -> Arrays.equals(text, at, at + needle.length, needle, 0, needle.length))
                .toArray();
    }

    /**
     * Starts the next request; false when the socket takes no more for now and {@link #write} must go on.
     *
     * @param began when its time begins to count, by {@link System#nanoTime}
     */
    boolean send(long number, long began) throws IOException {
        for (int at : numberAt) {
            putNumber(at, number);
        }
        out.clear();
        in.clear();
        framing = Framing.UNKNOWN;
        startedNanos = began;
        return write();
    }

    private void putNumber(int at, long number) {
        long rest = number;
        for (int i = LoadPlan.NUMBER.length() - 1; i >= 0; i--) {
            request[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    boolean write() throws IOException {
        channel.write(out);
        return !out.hasRemaining();
    }

    /** Reads what has come; true when the answer is complete. */
    boolean read() throws IOException {
        if (!in.hasRemaining()) {
            if (in.capacity() >= MAX_ANSWER) {
                throw new IOException("The answer is larger than 1 MiB.");
            }
            in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
        }
        if (channel.read(in) < 0) {
            if (framing != Framing.UNTIL_CLOSED) {
                throw new EOFException();
            }
            closing = true;
            return true;
        }
        if (framing == Framing.UNKNOWN) {
            int headersEnd = indexOf(HEADERS_END);
            if (headersEnd < 0) {
                return false;
            }
            readHeaders(headersEnd + HEADERS_END.length);
        }
        return switch (framing) {
            case LENGTH -> in.position() >= end;
            case CHUNKED -> endsWith(LAST_CHUNK);
            case UNTIL_CLOSED, UNKNOWN -> false;
        };
    }

    private void readHeaders(int bodyAt) {
        String headers = new String(in.array(), 0, bodyAt, StandardCharsets.ISO_8859_1);
        status = Integer.parseInt(headers.substring(9, 12));
        String lower = headers.toLowerCase(Locale.ROOT);
        closing = lower.contains("\r\nconnection: close");
        int length = lower.indexOf("\r\ncontent-length:");
        if (bodiless || status == 204 || status == 304) {
            framing = Framing.LENGTH;
            end = bodyAt;
        } else if (length >= 0) {
            int from = length + "\r\ncontent-length:".length();
            framing = Framing.LENGTH;
            end = bodyAt
                    + Integer.parseInt(
                            lower.substring(from, lower.indexOf("\r\n", from)).strip());
        } else {
            framing = lower.contains("\r\ntransfer-encoding: chunked") ? Framing.CHUNKED : Framing.UNTIL_CLOSED;
        }
    }

    private boolean endsWith(byte[] tail) {
        int from = in.position() - tail.length;
        return from >= 0 && Arrays.equals(in.array(), from, in.position(), tail, 0, tail.length);
    }

    private int indexOf(byte[] needle) {
        for (int at = 0; at <= in.position() - needle.length; at++) {
            if (Arrays.equals(in.array(), at, at + needle.length, needle, 0, needle.length)) {
                return at;
            }
        }
        return -1;
    }

    URI url() {
        return url;
    }

    int status() {
        return status;
    }

    boolean reusable() {
        return !closing;
    }

    long startedNanos() {
        return startedNanos;
    }
}
