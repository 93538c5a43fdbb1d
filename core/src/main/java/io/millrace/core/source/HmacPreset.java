package io.millrace.core.source;

import io.millrace.core.signature.Encoding;
import io.millrace.core.signature.HmacAlgorithm;
import io.millrace.core.signature.HmacScheme;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any sender that puts an HMAC of the body into a header, which is most of them.
 *
 * @param header the header of the signature, in lower case
 * @param timed the header of the signed time and how old it may be; empty when the sender signs no time
 */
record HmacPreset(
        List<byte[]> keys,
        HmacScheme scheme,
        String header,
        SignedContent content,
        Optional<Timed> timed,
        Optional<String> deliveryHeader)
        implements Preset {
    static final String NAME = "hmac";

    /** @param header the header of the signed time, in lower case */
    record Timed(String header, Freshness freshness) {}

    static Preset read(Settings settings) {
        HmacAlgorithm algorithm =
                settings.choice("algorithm", HmacAlgorithm.SHA256, HmacAlgorithm.codes(), HmacAlgorithm::of);
        Encoding encoding = settings.choice("encoding", Encoding.HEX, Encoding.codes(), Encoding::of);
        if (!settings.has("header")) {
            settings.problem("header", "This preset needs 'header', the name of the header that holds the signature.");
        }
        Optional<String> timestampHeader = settings.header("timestamp_header");
        Freshness freshness = new Freshness(settings.tolerance());
        if (timestampHeader.isEmpty() && settings.has("tolerance")) {
            settings.problem(
                    "tolerance", "Without 'timestamp_header' there is no time that 'tolerance' could apply to.");
        }
        return new HmacPreset(
                settings.secrets(text -> text.getBytes(StandardCharsets.UTF_8)),
                new HmacScheme(algorithm, encoding, settings.text("prefix").orElse("")),
                settings.header("header").orElse(""),
                content(settings, timestampHeader.isPresent()),
                timestampHeader.map(name -> new Timed(name, freshness)),
                settings.header("delivery_header"));
    }

    private static SignedContent content(Settings settings, boolean timed) {
        String bodyOnly = SignedContent.BODY;
        String template = settings.text("signed").orElse(timed ? "{timestamp}.{body}" : bodyOnly);
        if (template.contains(SignedContent.TIMESTAMP) != timed) {
            settings.problem(
                    "signed",
                    timed
                            ? "'signed' must hold {timestamp}, else anybody could change the time in the header."
                            : "{timestamp} in 'signed' needs 'timestamp_header', the name of the header that holds it.");
        }
        try {
            return SignedContent.of(template);
        } catch (IllegalArgumentException e) {
            settings.problem("signed", String.valueOf(e.getMessage()));
            return SignedContent.of(bodyOnly);
        }
    }

    @Override
    public Optional<Verdict.Refused> refusal(InboundRequest request, Instant now) {
        Optional<String> signature = request.header(header);
        if (signature.isEmpty()) {
            return Refusals.missing(header);
        }
        Optional<String> timestamp = timed.flatMap(each -> request.header(each.header()));
        if (timed.isPresent() && timestamp.isEmpty()) {
            return Refusals.missing(timed.get().header());
        }
        byte[] signed = content.bytes(timestamp.orElse(""), request.body());
        if (keys.stream().noneMatch(key -> scheme.verifies(key, signed, signature.get()))) {
            return Refusals.badSignature(header);
        }
        return timed.flatMap(each -> each.freshness().refusal(timestamp.orElse(""), now));
    }

    @Override
    public Set<String> proofHeaders() {
        return Set.of(header);
    }

    @Override
    public Optional<String> delivery(InboundRequest request, @Nullable Object data) {
        return deliveryHeader.flatMap(request::header).filter(id -> !id.isBlank());
    }

    @Override
    public SampleRequest sample(Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        Map<String, String> proof = new HashMap<>();
        proof.put(header, scheme.sign(keys.getFirst(), content.bytes(timestamp, SampleRequest.BODY)));
        timed.ifPresent(each -> proof.put(each.header(), timestamp));
        deliveryHeader.ifPresent(name -> proof.put(name, SampleRequest.delivery()));
        return SampleRequest.json(SampleRequest.BODY, proof);
    }
}
