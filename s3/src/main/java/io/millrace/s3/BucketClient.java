package io.millrace.s3;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Sends signed requests (AWS Signature Version 4) and tries those again that a service did not get to. All requests of this
 * package may be made twice: a value is written once, and deleting is deleting.
 */
final class BucketClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 3;
    private static final Set<Integer> AGAIN = Set.of(429, 500, 502, 503, 504);

    /** What the client writes itself. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

    private final BucketAddress address;
    private final Clock clock;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    BucketClient(BucketAddress address, InstantSource clock) {
        this.address = address;
        this.clock = clock.withZone(ZoneOffset.UTC);
    }

    /** @param headers beside those that the signature needs */
    record Request(SdkHttpMethod method, URI uri, Map<String, String> headers, byte[] body) {
        static Request of(SdkHttpMethod method, URI uri) {
            return new Request(method, uri, Map.of(), new byte[0]);
        }
    }

    record Answer(int status, byte[] body) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * The answer, whatever its status; the last one where there were several tries.
     *
     * @throws IOException when there is none
     */
    Answer send(Request request) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                HttpResponse<byte[]> response = http.send(signed(request), BodyHandlers.ofByteArray());
                if (tries == MOST_TRIES || !AGAIN.contains(response.statusCode())) {
                    return new Answer(response.statusCode(), response.body());
                }
            } catch (IOException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private HttpRequest signed(Request request) {
        SdkHttpRequest plain = SdkHttpFullRequest.builder()
                .method(request.method())
                .uri(request.uri())
                .applyMutation(builder -> request.headers().forEach(builder::putHeader))
                .build();
        SdkHttpRequest signed = signer.sign(sign -> sign.identity(identity())
                        .request(plain)
                        .payload(ContentStreamProvider.fromByteArray(request.body()))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, address.region())
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
        HttpRequest.Builder built = HttpRequest.newBuilder(request.uri())
                .timeout(ANSWER)
                .method(
                        request.method().name(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()));
        Map<String, List<String>> headers = new TreeMap<>(signed.headers());
        headers.forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> built.header(name, value));
            }
        });
        return built.build();
    }

    private AwsCredentialsIdentity identity() {
        String secret = address.secretKey().reveal();
        return address.sessionToken()
                .<AwsCredentialsIdentity>map(
                        token -> AwsSessionCredentialsIdentity.create(address.accessKey(), secret, token.reveal()))
                .orElseGet(() -> AwsCredentialsIdentity.create(address.accessKey(), secret));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
