package io.millrace.core.source;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Anybody may send. It must be asked for by name, so that nobody opens a source by leaving something out. */
record OpenPreset(Optional<String> deliveryHeader) implements Preset {
    static final String NAME = "none";

    static Preset read(Settings settings) {
        return new OpenPreset(settings.header("delivery_header"));
    }

    @Override
    public Optional<Verdict.Refused> refusal(InboundRequest request, Instant now) {
        return Optional.empty();
    }

    @Override
    public Set<String> proofHeaders() {
        return Set.of();
    }

    @Override
    public Optional<String> delivery(InboundRequest request, @Nullable Object data) {
        return deliveryHeader.flatMap(request::header).filter(id -> !id.isBlank());
    }

    @Override
    public SampleRequest sample(Instant now) {
        Map<String, String> headers = new HashMap<>();
        deliveryHeader.ifPresent(name -> headers.put(name, SampleRequest.delivery()));
        return SampleRequest.json(SampleRequest.BODY, headers);
    }
}
