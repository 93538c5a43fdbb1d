package io.millrace.core.source;

import io.millrace.core.signature.StandardWebhooks;
import io.millrace.core.signature.WebhookKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Standard Webhooks, {@code v1} and {@code v1a}; the key says which. Senders that use Svix name the same headers {@code
 * svix-...}; they are taken where the standard ones are missing.
 */
record StandardWebhooksPreset(List<WebhookKey> keys, Freshness freshness) implements Preset {
    static final String NAME = "standard-webhooks";
    private static final int LONGEST_TYPE = 200;

    static Preset read(Settings settings) {
        return new StandardWebhooksPreset(settings.secrets(WebhookKey::read), new Freshness(settings.tolerance()));
    }

    @Override
    public Optional<Verdict.Refused> refusal(InboundRequest request, Instant now) {
        Optional<String> id = header(request, "id").filter(each -> !each.isBlank());
        Optional<String> timestamp = header(request, "timestamp");
        Optional<String> signatures = header(request, "signature");
        if (id.isEmpty()) {
            return Refusals.missing("webhook-id");
        }
        if (timestamp.isEmpty()) {
            return Refusals.missing("webhook-timestamp");
        }
        if (signatures.isEmpty()) {
            return Refusals.missing("webhook-signature");
        }
        boolean verified = keys.stream()
                .anyMatch(key ->
                        StandardWebhooks.verifies(key, id.get(), timestamp.get(), request.body(), signatures.get()));
        return verified ? freshness.refusal(timestamp.get(), now) : Refusals.badSignature("webhook-signature");
    }

    private static Optional<String> header(InboundRequest request, String name) {
        return request.header("webhook-" + name).or(() -> request.header("svix-" + name));
    }

    @Override
    public Set<String> proofHeaders() {
        return Set.of("webhook-signature", "svix-signature");
    }

    @Override
    public Optional<String> delivery(InboundRequest request, @Nullable Object data) {
        return header(request, "id");
    }

    @Override
    public String type(InboundRequest request, @Nullable Object data) {
        return data instanceof Map<?, ?> body
                        && body.get("type") instanceof String type
                        && !type.isBlank()
                        && type.length() <= LONGEST_TYPE
                ? type
                : UNTYPED;
    }

    @Override
    public SampleRequest sample(Instant now) {
        String id = SampleRequest.delivery();
        String timestamp = Long.toString(now.getEpochSecond());
        return SampleRequest.json(
                SampleRequest.BODY,
                Map.of(
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        timestamp,
                        "webhook-signature",
                        StandardWebhooks.sign(keys.getFirst(), id, timestamp, SampleRequest.BODY)));
    }
}
