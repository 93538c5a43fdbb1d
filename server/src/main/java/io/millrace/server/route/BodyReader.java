package io.millrace.server.route;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.Json;
import io.millrace.core.shared.MillraceException;
import io.millrace.server.shape.ShapeReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Reads a body within a limit and turns it into what the route takes. */
final class BodyReader {
    /** The most bytes of a body, whatever the route. */
    static final int MOST_BYTES = 1 << 20;

    private static final int CHUNK = 16 * 1024;
    private static final byte[] NOTHING = {};

    private final MemoryBudget budget;
    private final SenderPace pace;

    BodyReader(MemoryBudget budget, SenderPace pace) {
        this.budget = budget;
        this.pace = pace;
    }

    /** The part of the memory that one request's body takes; to be closed when the body is no longer needed. */
    MemoryBudget.Share memory() {
        return budget.share();
    }

    @Nullable
    Object read(Route route, Request request, MemoryBudget.Share memory) throws IOException, TimeoutException {
        return switch (route.intake()) {
            case Route.Intake.Nothing ignored -> null;
            case Route.Intake.Raw ignored -> bytes(request, memory);
            case Route.Intake.Text(List<String> mediaTypes) -> {
                requireUncompressed(request);
                requireType(request, mediaTypes);
                yield new TextBody(text(bytes(request, memory)));
            }
            case Route.Intake.Json<?> json -> {
                requireUncompressed(request);
                requireType(request, List.of("application/json"));
                yield json(json, bytes(request, memory));
            }
        };
    }

    private static Object json(Route.Intake.Json<?> intake, byte[] bytes) {
        Object value = bytes.length == 0 ? Map.of() : Json.read(bytes);
        ShapeReader reader = new ShapeReader();
        Object read = reader.read(intake.shape(), value, "");
        if (read == null) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST, "The body is not what this route takes.", reader.problems());
        }
        return read;
    }

    private byte[] bytes(Request request, MemoryBudget.Share memory) throws IOException, TimeoutException {
        requireUncoded(request);
        long announced = request.getLength();
        if (announced == 0) {
            return NOTHING;
        }
        SenderPace.Watch watch = pace.start();
        InputStream input = Content.Source.asInputStream(request);
        if (announced > MOST_BYTES) {
            throw tooLarge();
        }
        byte[] chunk = new byte[announced > 0 ? (int) Math.min(announced, CHUNK) : CHUNK];
        ByteArrayOutputStream body = new ByteArrayOutputStream(0);
        for (int count = input.read(chunk); count >= 0; count = input.read(chunk)) {
            if (body.size() + count > MOST_BYTES) {
                throw tooLarge();
            }
            if (!memory.growTo(body.size() + count)) {
                throw MillraceException.retryLater(
                        ErrorCode.OVERLOADED,
                        "Too much is being sent to this server at the same time. Try again in a moment.",
                        Duration.ofSeconds(1));
            }
            if (watch.tooSlow(body.size() + count)) {
                throw new TimeoutException("the body arrives too slowly");
            }
            if (count == announced) {
                return chunk; // as long as what was announced
            }
            body.write(chunk, 0, count);
        }
        return body.toByteArray();
    }

    /** Compressed in transfer (RFC 9112, 6.1) it would be taken for what it is not; chunks are undone before. */
    private static void requireUncoded(Request request) {
        String coding = String.join(",", request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING));
        if (!coding.isEmpty() && !coding.strip().equalsIgnoreCase("chunked")) {
            throw new MillraceException(
                    ErrorCode.BAD_REQUEST,
                    "The only Transfer-Encoding that is taken is chunked; send the body without compression.");
        }
    }

    /** Of what is to be read as a text or as JSON (RFC 9110, 15.5.16); raw bytes are for their route to judge. */
    private static void requireUncompressed(Request request) {
        String coding = String.join(",", request.getHeaders().getValuesList(HttpHeader.CONTENT_ENCODING));
        if (!coding.isEmpty() && !coding.strip().equalsIgnoreCase("identity")) {
            throw new MillraceException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "No Content-Encoding is taken; send the body without compression.");
        }
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new MillraceException(ErrorCode.BAD_REQUEST, "The body may not hold the character U+0000.");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new MillraceException(ErrorCode.BAD_REQUEST, "The body is not UTF-8 text.", e);
        }
    }

    /** A request without a type is taken at its word; a wrong one is refused, so that a form is never read as JSON. */
    private static void requireType(Request request, List<String> accepted) {
        String header = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (header == null) {
            return;
        }
        String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!accepted.contains(type)) {
            throw new MillraceException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "This route takes " + String.join(" or ", accepted) + "; set the Content-Type header to it.");
        }
    }

    private static MillraceException tooLarge() {
        return new MillraceException(
                ErrorCode.TOO_LARGE, "The body is larger than the " + MOST_BYTES + " bytes this route takes.");
    }
}
