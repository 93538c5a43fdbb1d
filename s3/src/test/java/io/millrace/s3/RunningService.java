package io.millrace.s3;

import io.millrace.sdk.Sensitive;
import java.net.URI;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** An S3-compatible service on loopback that keeps everything in memory and checks every signature. */
final class RunningService implements AutoCloseable {
    static final String BUCKET = "millrace-test";
    static final String ACCESS_KEY = "AKIDTEST";
    static final String SECRET_KEY = "a/secret+key";

    private final S3Proxy service;

    RunningService() {
        TransientNio2BlobStore kept = new TransientNio2BlobStore();
        kept.createContainer(CreateBucketRequest.builder().bucket(BUCKET).build());
        service = S3Proxy.builder()
                .blobStore(kept)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .v4MaxNonChunkedRequestSize(64 << 20)
                .build();
        try {
            service.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    BucketAddress address(String bucket, String prefix, String secretKey) {
        return new BucketAddress(
                URI.create("http://127.0.0.1:" + service.getPort()),
                "eu-central-1",
                bucket,
                prefix,
                true,
                ACCESS_KEY,
                Sensitive.of(secretKey),
                Optional.empty());
    }

    @Override
    public void close() {
        try {
            service.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
