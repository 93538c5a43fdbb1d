package io.millrace.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes files and folders that only their owner may open, whatever the umask says. What exists keeps its mode: an operator
 * may have chosen it. On file systems without such modes the folder's own protection has to do.
 */
final class PrivateFiles {
    private PrivateFiles() {}

    /** Makes the folder, and those above it that are missing, with the mode 0700. */
    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, mode(folder, "rwx------"));
    }

    /** Makes an empty file with the mode 0600 where there is none. */
    static void makeFile(Path file) throws IOException {
        try {
            Files.createFile(file, mode(file, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            // it is there, and this is all that was asked for
        }
    }

    private static FileAttribute<?>[] mode(Path path, String permissions) {
        boolean modes = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return modes
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
