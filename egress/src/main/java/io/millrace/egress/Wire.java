package io.millrace.egress;

import io.millrace.sdk.HttpAnswer;
import io.millrace.sdk.ToolException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Sends one request and reads its whole answer, within a deadline and the limits. */
final class Wire {
    /** All names and values of an answer's headers together; OkHttp itself gives up at 256 KiB. */
    static final int MAX_HEADER_BYTES = 64 << 10;

    private final OkHttpClient client;
    private final AddressGuard guard;
    private final EgressSettings settings;
    private final HostSlots slots;
    private final CallDeadlines deadlines;

    Wire(OkHttpClient client, AddressGuard guard, EgressSettings settings, CallDeadlines deadlines) {
        this.client = client;
        this.guard = guard;
        this.settings = settings;
        this.deadlines = deadlines;
        this.slots = new HostSlots(settings.maxPerHost());
    }

    /** @throws ToolException with the class that says whether anything was sent */
    HttpAnswer send(OutgoingRequest request, long maxAnswerBytes, Deadline deadline, CallTrace trace)
            throws ToolException {
        String origin = request.target().origin();
        String who = request.mask().text(origin);
        try {
            if (!slots.take(origin, deadline)) {
                throw Failures.noSlot(who, settings.maxPerHost(), deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.cancelled(who);
        }
        try {
            return sendOverLiveConnection(
                    request, Math.min(maxAnswerBytes, settings.maxAnswerBytes()), deadline, trace);
        } catch (IOException e) {
            throw Failures.of(e, who, trace, deadline);
        } finally {
            slots.release(origin);
        }
    }

    private HttpAnswer sendOverLiveConnection(
            OutgoingRequest request, long maxAnswerBytes, Deadline deadline, CallTrace trace) throws IOException {
        AddressGuard.Standing standing = guard.standing(request.target().url());
        String host = request.target().url().host();
        int port = request.target().url().port();
        guard.vetLiteral(standing, host, port);
        VettedDns dns = new VettedDns(guard, standing, port, deadline);
        try {
            return exchange(client.newCall(request.toOkHttp(dns, trace)), maxAnswerBytes, deadline, trace);
        } catch (OneRequest.StaleConnectionException e) {
            // Nothing was sent. The other pooled connections to this host may be as old, so take a new one.
            OkHttpClient fresh = client.newBuilder()
                    .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                    .build();
            return exchange(fresh.newCall(request.toOkHttp(dns, trace)), maxAnswerBytes, deadline, trace);
        }
    }

    private HttpAnswer exchange(Call call, long maxAnswerBytes, Deadline deadline, CallTrace trace) throws IOException {
        call.addEventListener(trace);
        try (CallDeadlines.Watched _ = deadlines.watch(call, deadline);
                Response response = call.execute()) {
            try {
                Map<String, List<String>> headers = headers(response);
                return new HttpAnswer(trace.status(), headers, body(response, maxAnswerBytes));
            } catch (AnswerTooLargeException e) {
                // Closing alone would first try to read the rest.
                call.cancel();
                throw e;
            }
        }
    }

    private static Map<String, List<String>> headers(Response response) throws AnswerTooLargeException {
        if (response.headers().byteCount() > MAX_HEADER_BYTES) {
            throw new AnswerTooLargeException("answered with headers larger than the limit of 64 KiB.");
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.headers()
                .toMultimap()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return headers;
    }

    private static byte[] body(Response response, long maxBytes) throws IOException {
        // Unknown (-1) when the answer is compressed or chunked; the count after decompression is what matters.
        long announced = response.body().contentLength();
        if (announced > maxBytes) {
            throw tooLarge(maxBytes);
        }
        int most = (int) Math.min(announced < 0 ? maxBytes : announced, Integer.MAX_VALUE - 16);
        try (InputStream in = response.body().byteStream()) {
            byte[] body =
                    in.readNBytes(most + 1); // takes memory for as much as it is asked for, up to 16 KiB at a time
            if (body.length > most) {
                throw tooLarge(maxBytes);
            }
            return body;
        }
    }

    private static AnswerTooLargeException tooLarge(long maxBytes) {
        return new AnswerTooLargeException("answered with more than the limit of " + maxBytes
                + " bytes (counted after decompression). Ask for less, such as a smaller page.");
    }
}
