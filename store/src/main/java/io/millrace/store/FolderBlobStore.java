package io.millrace.store;

import io.millrace.core.blob.BlobName;
import io.millrace.core.blob.BlobStore;
import io.millrace.core.blob.Blobs;
import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Large values as files of a folder, named and ordered by {@link BlobName}. Several nodes may share it where the file system
 * keeps its word about syncs and renames between them.
 *
 * <p>A value is written under another name, synced, and renamed, and then its folder is synced: so a name stands for a whole
 * value or for none, whatever happens. What a server left half written when it died is removed at the next start.
 */
public final class FolderBlobStore implements BlobStore {
    /** The folder of what is being written; sorts in front of those of blobs, and is none of them. */
    private static final String INCOMING = ".incoming";

    private final Path folder;
    private final Path incoming;
    /** The folder of the second level that was last made durable; as long as values come in order, all go into it. */
    private volatile Path durable;

    /**
     * @param folder made when it is missing, for its owner alone
     * @throws MillraceException {@code configuration_invalid} when it cannot be used
     */
    public FolderBlobStore(Path folder) {
        this.folder = folder;
        this.incoming = folder.resolve(INCOMING);
        this.durable = folder;
        try {
            PrivateFiles.makeFolder(incoming);
            sync(folder);
            Path probe = Files.createTempFile(incoming, "probe", "");
            Files.delete(probe);
        } catch (IOException e) {
            throw new MillraceException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "The folder for large values, " + folder + " (blobs.folder), cannot be used: " + e.getMessage()
                            + ". Let Millrace's user write to it, or choose another.",
                    e);
        }
    }

    /**
     * Removes what a server that died left half written.
     *
     * @param before only what was last written before this time, where others may be writing now
     */
    public void clearIncoming(Instant before) {
        try (Stream<Path> files = Files.list(incoming)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException e) {
            // another node was quicker, and goes on with the rest
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private MillraceException unavailable(IOException e) {
        return Blobs.unavailable("the folder " + folder, e);
    }

    /** A file and the folders above it. */
    private record Place(Path first, Path second, Path file) {}

    private Place place(long id) {
        String[] names = BlobName.path(id).split("/", -1);
        Path first = folder.resolve(names[0]);
        Path second = first.resolve(names[1]);
        return new Place(first, second, second.resolve(names[2]));
    }

    @Override
    public void put(long id, byte[] content) {
        Place place = place(id);
        Path written = incoming.resolve(BlobName.text(id));
        try {
            PrivateFiles.makeFile(written);
            write(written, content);
            try {
                makeFolders(place);
                Files.move(written, place.file(), StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                durable = folder; // its folder was empty, and was removed in this moment
                makeFolders(place);
                Files.move(written, place.file(), StandardCopyOption.ATOMIC_MOVE);
            }
            sync(place.second());
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Not through a channel, which an interrupt would close. */
    private static void write(Path file, byte[] content) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
    }

    /** What others have just made counts only once it is synced, so that is done by each who finds it new. */
    private void makeFolders(Place place) throws IOException {
        if (!durable.equals(place.second())) {
            PrivateFiles.makeFolder(place.second());
            sync(place.first());
            sync(folder);
            durable = place.second();
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<byte[]> get(long id) {
        try {
            return Optional.of(Files.readAllBytes(place(id).file()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void delete(Collection<Long> ids) {
        try {
            Map<Path, Path> folders = new HashMap<>();
            for (long id : ids) {
                Place place = place(id);
                Files.deleteIfExists(place.file());
                folders.put(place.second(), place.first());
            }
            for (Map.Entry<Path, Path> above : folders.entrySet()) {
                if (removedEmpty(above.getKey())) {
                    removedEmpty(above.getValue());
                }
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static boolean removedEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
            return true;
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public List<Long> list(long after, int limit) {
        List<Long> found = new ArrayList<>();
        String[] from = BlobName.path(after).split("/", -1);
        try {
            for (String first : names(folder)) {
                if (first.length() != from[0].length() || first.compareTo(from[0]) < 0) {
                    continue;
                }
                boolean passed = !first.equals(from[0]);
                for (String second : names(folder.resolve(first))) {
                    if (passed || second.compareTo(from[1]) >= 0) {
                        names(folder.resolve(first).resolve(second)).stream()
                                .flatMap(name -> BlobName.id(name).stream())
                                .filter(id -> id > after)
                                .limit(limit - found.size())
                                .forEach(found::add);
                        if (found.size() == limit) {
                            return found;
                        }
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** Sorted; none for a folder that has just been removed, or for what is no folder. */
    private static List<String> names(Path folder) throws IOException {
        String @Nullable [] names = folder.toFile().list();
        if (names == null) {
            if (Files.isDirectory(folder)) {
                throw new IOException(folder + " cannot be read");
            }
            return List.of();
        }
        return Stream.of(names).sorted().toList();
    }
}
