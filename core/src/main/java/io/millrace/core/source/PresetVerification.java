package io.millrace.core.source;

import io.millrace.core.event.Occurrence;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of every request: prove, read, perhaps greet, then become an occurrence. */
record PresetVerification(Preset preset, Deduplication deduplication) implements Verification {
    @Override
    public Verdict verify(InboundRequest request, Instant now) {
        Optional<Verdict.Refused> refusal = preset.refusal(request, now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (preset.read(request)) {
            case Body.Unreadable(Reason reason, String detail) -> new Verdict.Refused(reason, detail);
            case Body.Value(Object data, String json) -> {
                Optional<Verdict.Answer> handshake = preset.handshake(data);
                yield handshake.isPresent()
                        ? handshake.get()
                        : new Verdict.Accepted(occurrence(request, data, json, now));
            }
        };
    }

    private Occurrence occurrence(InboundRequest request, @Nullable Object data, String json, Instant now) {
        return new Occurrence(
                request.project(),
                new Occurrence.FromWebhook(request.path()),
                preset.type(request, data),
                request.source(),
                now,
                dedupe(request, data, now),
                data,
                json,
                Occurrences.readable(request.headers(), preset.proofHeaders()),
                request.trace());
    }

    private Optional<Occurrence.Dedupe> dedupe(InboundRequest request, @Nullable Object data, Instant now) {
        return switch (deduplication) {
            case DELIVERY -> preset.delivery(request, data).map(id -> Occurrences.byDelivery(id, now));
            case BODY -> Optional.of(Occurrences.byBody(request.body(), now));
            case NONE -> Optional.empty();
        };
    }
}
