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
 * Slack's Events API, slash commands and interactions: HMAC-SHA256 over {@code v0:timestamp:body}. A
 * {@code url_verification} is answered with its challenge, once its signature is found good.
 *
 * @see <a href="https://docs.slack.dev/apis/events-api/">Slack: Events API</a>
 */
record SlackPreset(List<byte[]> keys, Freshness freshness) implements Preset {
    static final String NAME = "slack";
    private static final String SIGNATURE = "x-slack-signature";
    private static final String TIMESTAMP = "x-slack-request-timestamp";
    private static final SignedContent CONTENT = SignedContent.of("v0:{timestamp}:{body}");
    private static final Pattern WORD = Pattern.compile("[a-z0-9_.]{1,80}");

    static Preset read(Settings settings) {
        return new SlackPreset(
                settings.secrets(text -> text.getBytes(StandardCharsets.UTF_8)), new Freshness(settings.tolerance()));
    }

    @Override
    public Optional<Verdict.Refused> refusal(InboundRequest request, Instant now) {
        Optional<String> signature = request.header(SIGNATURE);
        Optional<String> timestamp = request.header(TIMESTAMP);
        if (signature.isEmpty()) {
            return Refusals.missing("X-Slack-Signature");
        }
        if (timestamp.isEmpty()) {
            return Refusals.missing("X-Slack-Request-Timestamp");
        }
        byte[] signed = CONTENT.bytes(timestamp.get(), request.body());
        return keys.stream().anyMatch(key -> HmacScheme.SLACK.verifies(key, signed, signature.get()))
                ? freshness.refusal(timestamp.get(), now)
                : Refusals.badSignature("X-Slack-Signature");
    }

    @Override
    public Set<String> proofHeaders() {
        return Set.of(SIGNATURE);
    }

    /** Interactions have their JSON in the field {@code payload} of a form. */
    @Override
    public Body read(InboundRequest request) {
        return Body.withoutForm(Body.read(request));
    }

    @Override
    public Optional<Verdict.Answer> handshake(@Nullable Object data) {
        return data instanceof Map<?, ?> body
                        && "url_verification".equals(body.get("type"))
                        && body.get("challenge") instanceof String challenge
                ? Optional.of(new Verdict.Answer(200, "text/plain;charset=utf-8", challenge))
                : Optional.empty();
    }

    @Override
    public Optional<String> delivery(InboundRequest request, @Nullable Object data) {
        return field(data, "event_id").or(() -> field(data, "trigger_id"));
    }

    /** {@code slack.message} for an event, {@code slack.command} for a slash command, {@code slack.block_actions} and such. */
    @Override
    public String type(InboundRequest request, @Nullable Object data) {
        Object event = data instanceof Map<?, ?> body ? body.get("event") : null;
        Optional<String> type = field(event, "type").or(() -> field(data, "type"));
        return type.or(() -> field(data, "command").map(_ -> "command"))
                .filter(name -> WORD.matcher(name).matches())
                .map(name -> "slack." + name)
                .orElse(UNTYPED);
    }

    private static Optional<String> field(@Nullable Object object, String name) {
        return object instanceof Map<?, ?> map && map.get(name) instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }

    @Override
    public SampleRequest sample(Instant now) {
        byte[] body = Json.writeBytes(Map.of(
                "type",
                "event_callback",
                "event_id",
                SampleRequest.delivery(),
                "event",
                Map.of("type", "app_mention", "text", "This is a test event sent by Millrace.")));
        String timestamp = Long.toString(now.getEpochSecond());
        return SampleRequest.json(
                body,
                Map.of(
                        TIMESTAMP,
                        timestamp,
                        SIGNATURE,
                        HmacScheme.SLACK.sign(keys.getFirst(), CONTENT.bytes(timestamp, body))));
    }
}
