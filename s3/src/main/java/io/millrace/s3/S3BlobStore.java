package io.millrace.s3;

import io.millrace.core.blob.BlobName;
import io.millrace.core.blob.BlobStore;
import io.millrace.core.blob.Blobs;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.s3.BucketClient.Answer;
import io.millrace.s3.BucketClient.Request;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Large values as objects of a bucket, named by {@link BlobName} behind a prefix. What a service has answered with success is
 * durable there. The requests are PutObject, GetObject, DeleteObjects and ListObjectsV2 of the
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/">Amazon S3 API</a>.
 */
public final class S3BlobStore implements BlobStore {
    /** An id that no blob has: {@link #check} writes and deletes it. */
    private static final long PROBE = 0;

    private static final Map<String, String> BYTES = Map.of("Content-Type", "application/octet-stream");

    private final BucketAddress address;
    private final BucketClient client;

    public S3BlobStore(BucketAddress address, InstantSource clock) {
        this.address = address;
        this.client = new BucketClient(address, clock);
    }

    /**
     * Writes, lists and deletes once, so that a start fails rather than the first large value.
     *
     * @throws MillraceException {@code configuration_invalid} when the service refuses; {@code store_unavailable} when it does
     *     not answer
     */
    public void check() {
        try {
            refused(put(key(PROBE), new byte[] {'{', '}'}), "write to");
            refused(client.send(Request.of(SdkHttpMethod.GET, listing(PROBE, 1))), "list");
            refused(client.send(deletion(List.of(PROBE))), "delete from");
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private void refused(Answer answer, String what) {
        if (!answer.ok()) {
            throw new MillraceException(
                    answer.status() >= 500 ? ErrorCode.STORE_UNAVAILABLE : ErrorCode.CONFIGURATION_INVALID,
                    "Millrace may not " + what + " " + address.place() + " (blobs.s3): the service answered "
                            + said(answer)
                            + ". Check its address, region and name, and the rights of the credentials.");
        }
    }

    private static String said(Answer answer) {
        return answer.status()
                + BucketXml.code(answer.body()).map(code -> " " + code).orElse("");
    }

    private String key(long id) {
        return address.prefix() + BlobName.path(id);
    }

    private Answer put(String key, byte[] content) throws IOException {
        return client.send(new Request(SdkHttpMethod.PUT, address.uri(key, ""), BYTES, content));
    }

    @Override
    public void put(long id, byte[] content) {
        try {
            expectOk(put(key(id), content));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static Answer expectOk(Answer answer) throws IOException {
        if (!answer.ok()) {
            throw new IOException("the service answered " + said(answer));
        }
        return answer;
    }

    @Override
    public Optional<byte[]> get(long id) {
        try {
            Answer answer = client.send(Request.of(SdkHttpMethod.GET, address.uri(key(id), "")));
            // A bucket that is not there answers 404 as well, and is no value that is missing.
            boolean missing = answer.status() == 404
                    && BucketXml.code(answer.body()).filter("NoSuchKey"::equals).isPresent();
            return missing ? Optional.empty() : Optional.of(expectOk(answer).body());
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void delete(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        try {
            Answer answer = expectOk(client.send(deletion(List.copyOf(ids))));
            Optional<String> error = BucketXml.code(answer.body());
            if (error.isPresent()) {
                throw new IOException("the service did not delete everything: " + error.get());
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private Request deletion(List<Long> ids) {
        byte[] body = BucketXml.delete(ids.stream().map(this::key).toList());
        return new Request(
                SdkHttpMethod.POST,
                address.uri("", "delete="),
                Map.of("Content-Type", "application/xml", "Content-MD5", md5(body)),
                body);
    }

    /** What the protocol asks for to see that the list arrived whole; nothing rests on it that MD5 could not bear. */
    private static String md5(byte[] body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has MD5", e);
        }
    }

    @Override
    public List<Long> list(long after, int limit) {
        try {
            List<Long> found = new ArrayList<>();
            long place = after;
            boolean more = true;
            while (more && found.size() < limit) {
                byte[] page = expectOk(client.send(Request.of(SdkHttpMethod.GET, listing(place, limit))))
                        .body();
                List<Long> ids = BucketXml.texts(page, "Key").stream()
                        .flatMap(key -> BlobName.id(key.substring(key.lastIndexOf('/') + 1)).stream())
                        .filter(id -> id > after)
                        .toList();
                ids.stream().limit(limit - found.size()).forEach(found::add);
                more = !ids.isEmpty() && BucketXml.texts(page, "IsTruncated").contains("true");
                place = ids.isEmpty() ? place : ids.getLast();
            }
            return found;
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private URI listing(long after, int limit) {
        return address.uri(
                "",
                "list-type=2&max-keys=" + limit + "&prefix=" + encoded(address.prefix()) + "&start-after="
                        + encoded(key(after)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private MillraceException unavailable(IOException e) {
        return Blobs.unavailable(address.place(), e);
    }

    @Override
    public void close() {
        client.close();
    }
}
