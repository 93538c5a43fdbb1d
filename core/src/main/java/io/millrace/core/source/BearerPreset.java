package io.millrace.core.source;

import io.millrace.core.signature.SharedText;
import io.millrace.sdk.Sensitive;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sender that shows a secret text: {@code Authorization: Bearer} (RFC 6750), or a header of its own such as GitLab's
 * {@code X-Gitlab-Token}, which holds the text alone.
 *
 * @param header in lower case
 * @param scheme what stands before the text; may be empty
 */
record BearerPreset(List<Sensitive> tokens, String header, String scheme, Optional<String> deliveryHeader)
        implements Preset {
    static final String NAME = "bearer";
    private static final String AUTHORIZATION = "authorization";
    private static final String BEARER = "Bearer ";

    static Preset read(Settings settings) {
        String header = settings.header("header").orElse(AUTHORIZATION);
        return new BearerPreset(
                settings.secrets(Sensitive::of),
                header,
                header.equals(AUTHORIZATION) ? BEARER : "",
                settings.header("delivery_header"));
    }

    @Override
    public Optional<Verdict.Refused> refusal(InboundRequest request, Instant now) {
        Optional<String> given = request.header(header);
        if (given.isEmpty()) {
            return Optional.of(new Verdict.Refused(
                    Reason.MISSING_SIGNATURE,
                    "The header " + header + " is missing. Let the sender show the secret there, as '" + scheme
                            + "SECRET'."));
        }
        boolean schemeFits = given.get().regionMatches(true, 0, scheme, 0, scheme.length());
        String token = schemeFits ? given.get().substring(scheme.length()).strip() : "";
        if (tokens.stream().anyMatch(each -> SharedText.same(each.reveal(), token))) {
            return Optional.empty();
        }
        return Optional.of(new Verdict.Refused(
                Reason.BAD_CREDENTIALS, "The token in " + header + " is not the one this source expects."));
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
        Map<String, String> proof = new HashMap<>();
        proof.put(header, scheme + tokens.getFirst().reveal());
        deliveryHeader.ifPresent(name -> proof.put(name, SampleRequest.delivery()));
        return SampleRequest.json(SampleRequest.BODY, proof);
    }
}
