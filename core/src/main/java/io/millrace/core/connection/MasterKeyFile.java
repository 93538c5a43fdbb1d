package io.millrace.core.connection;

import io.millrace.core.shared.ErrorCode;
import io.millrace.core.shared.MillraceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@value #NAME} in the data folder: the master key in base64, readable by its owner only (mode 0600). On file
 * systems without such modes the folder's own protection has to do.
 */
final class MasterKeyFile {
    static final String NAME = "master.key";

    private static final Logger log = LoggerFactory.getLogger(MasterKeyFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final long MAX_BYTES = 1024;

    private final Path path;
    private final Path nextPath;

    MasterKeyFile(Path folder) {
        this.path = folder.resolve(NAME);
        this.nextPath = folder.resolve(NAME + ".next");
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** @throws MillraceException {@code configuration_invalid} when others may read the file or it holds no key */
    MasterKey read() {
        return read(path);
    }

    /** The key that a rotation prepared and did not adopt. */
    Optional<MasterKey> next() {
        return Files.exists(nextPath) ? Optional.of(read(nextPath)) : Optional.empty();
    }

    private static MasterKey read(Path path) {
        try {
            refuseWhenOthersMayRead(path);
            if (Files.size(path) > MAX_BYTES) {
                throw new MillraceException(
                        ErrorCode.CONFIGURATION_INVALID,
                        path + " is too long to be a master key. Restore the right file.");
            }
            return MasterKey.parse(Files.readString(path, StandardCharsets.UTF_8), path.toString());
        } catch (IOException e) {
            throw new MillraceException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "The master key file " + path + " cannot be read: " + e.getMessage()
                            + ". It must be a text file that the user who runs Millrace may read.",
                    e);
        }
    }

    /** Writes a new key, on the disk when this returns. The file appears whole or not at all. */
    MasterKey create() {
        return createAt(path);
    }

    /** Writes a key beside the present one, on the disk when this returns; {@link #adoptNext()} puts it in its place. */
    MasterKey prepareNext() {
        return createAt(nextPath);
    }

    /** Puts the prepared key in the place of the present one, at once. */
    void adoptNext() {
        try {
            Files.move(nextPath, path, StandardCopyOption.ATOMIC_MOVE);
            forceFolder();
        } catch (NoSuchFileException e) {
            // A server that started meanwhile has done it.
            log.debug("{} was adopted already", nextPath);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The new master key " + nextPath + " cannot take the place of " + path
                            + ", though the database needs it. The next start tries again.",
                    e);
        }
    }

    private MasterKey createAt(Path target) {
        MasterKey key = MasterKey.random();
        try {
            makeFolder();
            Path draft = createDraft();
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer text = ByteBuffer.wrap((key.base64() + "\n").getBytes(StandardCharsets.US_ASCII));
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            forceFolder();
        } catch (IOException e) {
            throw new UncheckedIOException("The master key file " + target + " cannot be written", e);
        }
        return key;
    }

    /** Makes the folder, when it is missing, for its owner alone. */
    private void makeFolder() throws IOException {
        boolean modes = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = modes
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER)}
                : new FileAttribute<?>[0];
        Files.createDirectories(path.toAbsolutePath().getParent(), attributes);
    }

    private Path createDraft() throws IOException {
        Path draft = path.resolveSibling(NAME + ".draft");
        Files.deleteIfExists(draft);
        FileAttribute<?>[] attributes = hasModes()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        return Files.createFile(draft, attributes);
    }

    /** A rename is durable only when its folder is; where a folder cannot be opened (Windows) the rename itself is. */
    private void forceFolder() throws IOException {
        if (hasModes()) {
            try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private static void refuseWhenOthersMayRead(Path path) throws IOException {
        if (!hasModes(path)) {
            return;
        }
        EnumSet<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        others.remove(PosixFilePermission.OWNER_READ);
        others.remove(PosixFilePermission.OWNER_WRITE);
        others.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!others.isEmpty()) {
            throw new MillraceException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "Other users of this machine may open the master key file " + path
                            + ". Make it yours alone with 'chmod 600 " + path + "' and start again.");
        }
    }

    private boolean hasModes() throws IOException {
        return hasModes(path);
    }

    private static boolean hasModes(Path path) throws IOException {
        return Files.getFileStore(path.toAbsolutePath().getParent())
                .supportsFileAttributeView(PosixFileAttributeView.class);
    }
}
