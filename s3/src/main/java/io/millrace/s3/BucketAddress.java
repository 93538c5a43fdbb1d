package io.millrace.s3;

import io.millrace.sdk.Sensitive;
import java.net.URI;
import java.util.Optional;

/**
 * Where a bucket is, and who asks.
 *
 * @param endpoint of the service: http or https, host and port, no path
 * @param region that requests are signed for
 * @param prefix of all names in the bucket; may be empty
 * @param pathStyle whether the bucket stands in the path rather than in the host
 * @param sessionToken for credentials that were given for a time
 */
public record BucketAddress(
        URI endpoint,
        String region,
        String bucket,
        String prefix,
        boolean pathStyle,
        String accessKey,
        Sensitive secretKey,
        Optional<Sensitive> sessionToken) {

    /** For people: without credentials. */
    String place() {
        return "the bucket " + bucket + " at " + endpoint;
    }

    /**
     * The address of a request.
     *
     * @param key the whole name, made of characters that need no escape; empty for the bucket itself
     * @param query encoded; empty for none
     */
    URI uri(String key, String query) {
        String host = pathStyle ? endpoint.getHost() : bucket + "." + endpoint.getHost();
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        String path = (pathStyle ? "/" + bucket : "") + "/" + key;
        return URI.create(endpoint.getScheme() + "://" + host + port + path + (query.isEmpty() ? "" : "?" + query));
    }
}
