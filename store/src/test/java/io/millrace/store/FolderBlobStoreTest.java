package io.millrace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.core.blob.BlobName;
import io.millrace.core.blob.BlobStore;
import io.millrace.core.blob.BlobStoreContract;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest extends BlobStoreContract {
    @TempDir
    private Path data;

    private FolderBlobStore store;

    @BeforeEach
    void open() {
        store = new FolderBlobStore(data.resolve("blobs"));
    }

    @Override
    protected BlobStore store() {
        return store;
    }

    @Test
    void files_and_folders_are_for_their_owner_alone() throws IOException {
        store.put(1, new byte[] {1});

        try (Stream<Path> all = Files.walk(data.resolve("blobs"))) {
            for (Path path : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void a_value_lies_under_its_name_and_nothing_is_left_beside_it() throws IOException {
        store.put(1, new byte[] {1});

        try (Stream<Path> files = Files.walk(data.resolve("blobs")).filter(Files::isRegularFile)) {
            assertThat(files).containsExactly(data.resolve("blobs").resolve(BlobName.path(1)));
        }
    }

    @Test
    void folders_that_became_empty_are_removed() {
        store.put(1, new byte[] {1});
        store.delete(List.of(1L));

        assertThat(data.resolve("blobs").toFile().list()).containsExactly(".incoming");
    }

    @Test
    void what_a_dead_server_left_half_written_is_no_value_and_is_removed() throws IOException {
        Path half = data.resolve("blobs/.incoming").resolve(BlobName.text(7));
        Files.write(half, new byte[] {1, 2});

        FolderBlobStore next = new FolderBlobStore(data.resolve("blobs"));
        assertThat(next.get(7)).isEmpty();
        assertThat(next.list(0, 10)).isEmpty();
        next.clearIncoming(Instant.EPOCH); // others may be writing it
        assertThat(half).exists();
        next.clearIncoming(Instant.MAX);
        assertThat(half).doesNotExist();
    }

    @Test
    void what_is_none_of_ours_is_left_alone() throws IOException {
        store.put(1, new byte[] {1});
        Path foreign =
                Files.createFile(data.resolve("blobs").resolve(BlobName.path(1)).resolveSibling("readme.txt"));
        Files.createFile(data.resolve("blobs/notes.txt"));

        assertThat(store.list(0, 10)).containsExactly(1L);
        store.delete(List.of(1L));
        assertThat(foreign).exists();
    }

    @Test
    void a_folder_that_cannot_be_used_is_told_with_its_key() throws IOException {
        Path file = Files.createFile(data.resolve("file"));

        assertThatThrownBy(() -> new FolderBlobStore(file))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID))
                .hasMessageContaining("blobs.folder");
    }

    @Test
    void a_folder_that_went_away_is_told_as_a_store_that_is_away() throws IOException {
        Files.delete(data.resolve("blobs/.incoming"));

        assertThatThrownBy(() -> store.put(1, new byte[] {1}))
                .isInstanceOfSatisfying(
                        MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    }
}
