package io.millrace.app.config;

import io.millrace.core.shared.Problem;
import io.millrace.sdk.Sensitive;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the keys below {@code blobs}; those of a bucket are needed, and checked, only where large values are kept in one. */
final class BlobSettings {
    private static final int LEAST_THRESHOLD = 1 << 10;
    private static final int MOST_THRESHOLD = 1 << 20;

    private final Values values;
    private final Map<String, String> environment;
    private final List<Problem> problems;

    BlobSettings(Values values, Map<String, String> environment, List<Problem> problems) {
        this.values = values;
        this.environment = environment;
        this.problems = problems;
    }

    Settings.Blobs blobs() {
        Optional<Settings.BlobKind> kind = values.optional("blobs.kind", Readings.oneOf(Settings.BlobKind.class));
        return new Settings.Blobs(
                kind,
                values.required("blobs.threshold", Readings.integer(LEAST_THRESHOLD, MOST_THRESHOLD)),
                values.optional("blobs.folder", Readings::path),
                bucket(kind.filter(Settings.BlobKind.S3::equals).isPresent()));
    }

    private Optional<Settings.Bucket> bucket(boolean wanted) {
        Optional<URI> endpoint = values.optional("blobs.s3.endpoint", BlobSettings::endpoint);
        String region = values.required("blobs.s3.region", BlobSettings::region);
        Optional<String> name = values.optional("blobs.s3.bucket", BlobSettings::bucketName);
        String prefix = values.optional("blobs.s3.prefix", BlobSettings::prefix).orElse("");
        boolean pathStyle = values.required("blobs.s3.path_style", Readings::flag);
        Optional<String> accessKey =
                values.optional("blobs.s3.access_key", BlobSettings::credential).or(() -> given("AWS_ACCESS_KEY_ID"));
        Optional<String> ownSecret = values.optional("blobs.s3.secret_key", BlobSettings::credential);
        Optional<String> secretKey = ownSecret.or(() -> given("AWS_SECRET_ACCESS_KEY"));
        if (!wanted) {
            return Optional.empty();
        }
        need("blobs.s3.endpoint", endpoint);
        need("blobs.s3.bucket", name);
        need("blobs.s3.access_key", accessKey);
        need("blobs.s3.secret_key", secretKey);
        if (endpoint.isEmpty() || name.isEmpty() || accessKey.isEmpty() || secretKey.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Settings.Bucket(
                endpoint.get(),
                region,
                name.get(),
                prefix,
                pathStyle,
                accessKey.get(),
                Sensitive.of(secretKey.get()),
                ownSecret.isPresent()
                        ? Optional.empty()
                        : given("AWS_SESSION_TOKEN").map(Sensitive::of)));
    }

    private void need(String key, Optional<?> value) {
        if (value.isEmpty()
                && problems.stream().noneMatch(problem -> problem.path().equals(key))) {
            problems.add(Problem.at(key, "It must be set when blobs.kind is s3."));
        }
    }

    private Optional<String> given(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    private static URI endpoint(Object value) {
        URI uri = Readings.publicUrl(value);
        if (!uri.getRawPath().isEmpty()) {
            throw new IllegalArgumentException(
                    "The address of an S3 service has no path; the bucket has a key of its own.");
        }
        return uri;
    }

    private static String region(Object value) {
        return matching(value, "[A-Za-z0-9-]{1,60}", "a region has letters, digits and dashes");
    }

    private static String bucketName(Object value) {
        return matching(
                value,
                "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                "a bucket has 3 to 63 small letters, digits, dots and dashes");
    }

    private static String prefix(Object value) {
        return matching(
                value,
                "([A-Za-z0-9_-][A-Za-z0-9._-]*/?){0,20}",
                "a prefix has letters, digits, dots, dashes, underscores and slashes");
    }

    /** Never repeated in what is told. */
    private static String credential(Object value) {
        String text = Readings.text(value);
        if (!text.matches("[\\x21-\\x7e]{1,500}")) {
            throw new IllegalArgumentException("A credential has 1 to 500 ASCII characters without spaces.");
        }
        return text;
    }

    private static String matching(Object value, String pattern, String rule) {
        String text = Readings.text(value);
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException("This cannot be used: " + rule + ".");
        }
        return text;
    }
}
