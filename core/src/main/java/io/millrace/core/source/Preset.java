package io.millrace.core.source;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A kind of sender with its settings read: how it proves itself, names its deliveries and events, and how to sign like it. */
interface Preset {
    /** The type of an event whose sender does not say what it is. */
    String UNTYPED = "webhook";

    /** Why this request is not the sender's; empty when it is. */
    Optional<Verdict.Refused> refusal(InboundRequest request, Instant now);

    /** The headers that carry the proof, in lower case. */
    Set<String> proofHeaders();

    default Body read(InboundRequest request) {
        return Body.read(request);
    }

    /** The answer to a proven request that only asks whether anybody is there. */
    default Optional<Verdict.Answer> handshake(@Nullable Object data) {
        return Optional.empty();
    }

    /** The sender's own id of this delivery, the same when it repeats it. */
    default Optional<String> delivery(InboundRequest request, @Nullable Object data) {
        return Optional.empty();
    }

    /** CloudEvents {@code type}. */
    default String type(InboundRequest request, @Nullable Object data) {
        return UNTYPED;
    }

    /**
     * A request as the sender would make it, new at every call.
     *
     * @throws IllegalArgumentException with a sentence for people when only the sender can sign
     */
    SampleRequest sample(Instant now);
}
