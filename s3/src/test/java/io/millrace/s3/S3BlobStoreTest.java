package io.millrace.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.blob.BlobStore;
import io.millrace.core.blob.BlobStoreContract;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import io.millrace.sdk.Sensitive;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3BlobStoreTest extends BlobStoreContract {
    private static RunningService service;
    private static int prefixes;

    private final S3BlobStore store =
            store(RunningService.BUCKET, "test" + ++prefixes + "/", RunningService.SECRET_KEY);

    @BeforeAll
    static void start() {
        service = new RunningService();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static S3BlobStore store(String bucket, String prefix, String secretKey) {
        return new S3BlobStore(service.address(bucket, prefix, secretKey), InstantSource.system());
    }

    @Override
    protected BlobStore store() {
        return store;
    }

    @Test
    void a_bucket_that_can_be_used_passes_the_check_and_nothing_is_left_in_it() {
        assertThatCode(store::check).doesNotThrowAnyException();
        assertThat(store.get(0)).isEmpty();
    }

    @Test
    void credentials_that_are_refused_are_told_without_them() {
        try (S3BlobStore other = store(RunningService.BUCKET, "", "wrong-secret")) {
            assertThatThrownBy(other::check)
                    .isInstanceOfSatisfying(
                            MillraceException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID))
                    .hasMessageContaining("blobs.s3")
                    .hasMessageContaining("403")
                    .hasMessageNotContaining("wrong-secret");
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_no_value_that_is_missing() {
        try (S3BlobStore other = store("no-such-bucket", "", RunningService.SECRET_KEY)) {
            assertThatThrownBy(other::check)
                    .isInstanceOf(MillraceException.class)
                    .hasMessageContaining("404");
            assertThatThrownBy(() -> other.get(1))
                    .isInstanceOfSatisfying(
                            MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
        }
    }

    @Test
    void a_service_that_does_not_answer_is_worth_another_try() {
        BucketAddress nobody = new BucketAddress(
                URI.create("http://127.0.0.1:1"), "us-east-1", "b", "", true, "a", Sensitive.of("s"), Optional.empty());
        try (S3BlobStore other = new S3BlobStore(nobody, InstantSource.system())) {
            assertThatThrownBy(() -> other.put(1, new byte[] {1}))
                    .isInstanceOfSatisfying(MillraceException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
                        assertThat(e.retryAfter()).isPresent();
                    });
        }
    }

    @Test
    void two_installations_share_a_bucket_under_prefixes_of_their_own() {
        try (S3BlobStore other = store(RunningService.BUCKET, "elsewhere/", RunningService.SECRET_KEY)) {
            store.put(1, new byte[] {1});
            other.put(2, new byte[] {2});

            assertThat(store.list(0, 10)).containsExactly(1L);
            assertThat(other.list(0, 10)).containsExactly(2L);
        }
    }

    @Test
    void as_many_are_deleted_at_once_as_the_port_allows() {
        List<Long> ids = LongStream.rangeClosed(1, BlobStore.MOST_IDS).boxed().toList();
        store.put(3, new byte[] {3});

        assertThatCode(() -> store.delete(ids)).doesNotThrowAnyException();
        assertThat(store.list(0, 10)).isEmpty();
    }

    @Test
    void a_request_of_a_clock_that_is_an_hour_off_is_refused() {
        InstantSource late = InstantSource.offset(InstantSource.system(), Duration.ofHours(-1));
        try (S3BlobStore other =
                new S3BlobStore(service.address(RunningService.BUCKET, "", RunningService.SECRET_KEY), late)) {
            assertThatThrownBy(other::check).isInstanceOf(MillraceException.class);
        }
    }

    @Test
    void addresses_name_the_bucket_in_the_path_or_in_the_host() {
        BucketAddress path = service.address("b", "p/", "s");
        assertThat(path.uri("p/x", "").toString()).endsWith("/b/p/x");

        BucketAddress host = new BucketAddress(
                URI.create("https://s3.example.com"), "r", "b", "p/", false, "a", Sensitive.of("s"), Optional.empty());
        assertThat(host.uri("p/x", "list-type=2")).hasToString("https://b.s3.example.com/p/x?list-type=2");
        assertThat(host.place()).isEqualTo("the bucket b at https://s3.example.com");
        assertThat(host.toString()).doesNotContain("secretKey=s,");
    }
}
