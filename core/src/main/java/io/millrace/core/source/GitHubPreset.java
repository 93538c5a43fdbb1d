package io.millrace.core.source;

import io.millrace.core.shared.Json;
import io.millrace.core.signature.HmacScheme;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GitHub: HMAC-SHA256 over the body; the event's name and the delivery's id in headers that the signature does not cover.
 * A ping is an event like any other.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#delivery-headers">GitHub: delivery headers</a>
 */
record GitHubPreset(List<byte[]> keys) implements Preset {
    static final String NAME = "github";
    private static final String SIGNATURE = "x-hub-signature-256";
    private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{1,80}");

    static Preset read(Settings settings) {
        return new GitHubPreset(settings.secrets(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<Verdict.Refused> refusal(InboundRequest request, Instant now) {
        Optional<String> signature = request.header(SIGNATURE);
        if (signature.isEmpty()) {
            return Refusals.missing("X-Hub-Signature-256");
        }
        boolean verified =
                keys.stream().anyMatch(key -> HmacScheme.GITHUB.verifies(key, request.body(), signature.get()));
        return verified ? Optional.empty() : Refusals.badSignature("X-Hub-Signature-256");
    }

    @Override
    public Set<String> proofHeaders() {
        return Set.of(SIGNATURE, "x-hub-signature");
    }

    /** A webhook of content type {@code application/x-www-form-urlencoded} has the JSON in its field {@code payload}. */
    @Override
    public Body read(InboundRequest request) {
        return Body.withoutForm(Body.read(request));
    }

    @Override
    public Optional<String> delivery(InboundRequest request, @Nullable Object data) {
        return request.header("x-github-delivery").filter(id -> !id.isBlank());
    }

    /** {@code github.issues.opened}, or {@code github.push} for an event without actions. */
    @Override
    public String type(InboundRequest request, @Nullable Object data) {
        return request.header("x-github-event")
                .filter(event -> WORD.matcher(event).matches())
                .map(event -> "github." + event + action(data))
                .orElse(UNTYPED);
    }

    private static String action(@Nullable Object data) {
        return data instanceof Map<?, ?> body
                        && body.get("action") instanceof String action
                        && WORD.matcher(action).matches()
                ? "." + action
                : "";
    }

    @Override
    public SampleRequest sample(Instant now) {
        byte[] body = Json.writeBytes(Map.of("zen", "This is a test event sent by Millrace.", "hook_id", 0L));
        return SampleRequest.json(
                body,
                Map.of(
                        SIGNATURE,
                        HmacScheme.GITHUB.sign(keys.getFirst(), body),
                        "x-github-event",
                        "ping",
                        "x-github-delivery",
                        SampleRequest.delivery()));
    }
}
