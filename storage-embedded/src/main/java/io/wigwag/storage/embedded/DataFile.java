package io.wigwag.storage.embedded;

import io.wigwag.storage.document.StoreUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// The file in its directory, readable by its owner alone, and the lock that keeps other processes out. SQLite's
/// own locks would let two processes take turns, and each would believe that it alone writes.
final class DataFile implements AutoCloseable {
    private static final String NAME = "wigwag.db";

    private final Path path;
    private final FileChannel lockFile;

    /// @param lockFile holds the lock until it is closed
    private DataFile(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    static DataFile in(Path directory) {
        try {
            Files.createDirectories(directory, ownersOnly(directory, "rwx------"));
            var lockFile = openLockFile(directory.resolve(NAME + ".lock"));
            try {
                if (lockFile.tryLock() == null) {
                    throw inUse(directory);
                }
                var path = directory.resolve(NAME);
                createPrivate(path);
                return new DataFile(path, lockFile);
            } catch (OverlappingFileLockException sameProcess) {
                lockFile.close();
                throw inUse(directory);
            } catch (IOException | RuntimeException failed) {
                lockFile.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new StoreUnavailable("cannot use the directory " + directory, false, failed);
        }
    }

    /// The file of a store that is there, not to be written to.
    static Path existing(Path directory) {
        if (!isIn(directory)) {
            throw new StoreUnavailable("there is no store in " + directory, false);
        }
        return directory.resolve(NAME);
    }

    static boolean isIn(Path directory) {
        return Files.isRegularFile(directory.resolve(NAME));
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failed) {
            throw new StoreUnavailable("cannot release " + path, false, failed);
        }
    }

    /// An empty file that only its owner can read; one that is there already is made so.
    static void createPrivate(Path path) throws IOException {
        try {
            Files.createFile(path, ownersOnly(path, "rw-------"));
        } catch (FileAlreadyExistsException there) {
            if (isPosix(path)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    private static FileChannel openLockFile(Path path) throws IOException {
        createPrivate(path);
        return FileChannel.open(path, StandardOpenOption.WRITE);
    }

    private static FileAttribute<?>[] ownersOnly(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static StoreUnavailable inUse(Path directory) {
        return new StoreUnavailable(
                "another process, or another store in this one, uses " + directory
                        + "; stop it, or give this one a directory of its own",
                false);
    }
}
