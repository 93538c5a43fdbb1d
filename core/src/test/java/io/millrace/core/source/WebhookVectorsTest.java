package io.millrace.core.source;

import static io.millrace.core.source.InboundRequests.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Signatures that others made, judged as they say. */
class WebhookVectorsTest {
    private static final Vectors VECTORS = vectors();

    record Vectors(
            List<Vector> published,
            @JsonProperty("standard_webhooks_cases") List<Vector> standardWebhooksCases,
            List<Vector> derived) {}

    /** @param now seconds since 1970 @param text the body, unless it is given in base 64 */
    record Vector(
            String id,
            Map<String, Object> verify,
            Map<String, String> headers,
            @JsonProperty("body") @Nullable String text,
            @JsonProperty("body_base64") byte @Nullable [] bytes,
            long now,
            String expect) {
        byte[] body() {
            return bytes != null ? bytes : Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void published_vectors_are_judged_as_published(Vector vector) {
        assertJudged(vector);
    }

    @ParameterizedTest
    @MethodSource("standardWebhooksCases")
    void cases_of_the_standard_webhooks_libraries_are_judged_as_they_do(Vector vector) {
        assertJudged(vector);
    }

    @ParameterizedTest
    @MethodSource("derived")
    void derived_vectors_are_judged_as_computed(Vector vector) {
        assertJudged(vector);
    }

    @ParameterizedTest
    @MethodSource("signedAndAccepted")
    void a_changed_body_is_refused(Vector vector) {
        byte[] changed = Arrays.copyOf(vector.body(), vector.body().length + 1);
        changed[vector.body().length] = ' ';

        assertThat(verdict(vector, changed))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.BAD_SIGNATURE));
    }

    private static void assertJudged(Vector vector) {
        if (vector.expect().equals("constructor-error")) {
            assertThat(Presets.check(vector.verify())).isNotEmpty();
            return;
        }
        assertThat(Presets.check(vector.verify())).isEmpty();
        assertThat(verdict(vector, vector.body()))
                .isInstanceOf(
                        switch (vector.expect()) {
                            case "accept" -> Verdict.Accepted.class;
                            case "reject" -> Verdict.Refused.class;
                            default -> throw new IllegalArgumentException(vector.expect());
                        });
    }

    private static Verdict verdict(Vector vector, byte[] body) {
        InboundRequest request = aRequest().with(vector.headers()).body(body).build();
        return Presets.make(vector.verify()).verify(request, Instant.ofEpochSecond(vector.now()));
    }

    static List<Vector> published() {
        return VECTORS.published();
    }

    static List<Vector> standardWebhooksCases() {
        return VECTORS.standardWebhooksCases();
    }

    static List<Vector> derived() {
        return VECTORS.derived();
    }

    static Stream<Vector> signedAndAccepted() {
        return Stream.of(published(), standardWebhooksCases(), derived())
                .flatMap(List::stream)
                .filter(vector -> vector.expect().equals("accept"))
                .filter(vector -> !Objects.equals(vector.verify().get("preset"), BearerPreset.NAME));
    }

    private static Vectors vectors() {
        try (InputStream file = WebhookVectorsTest.class.getResourceAsStream("webhook-vectors.json")) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(file), Vectors.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
