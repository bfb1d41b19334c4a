package io.wigwag.gateway.message;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Where files lie that are on their way: a folder for each process, for several may share their data. Each holds a
/// lock beside its folder as long as it lives; what lies in the folder of one that lives no more is nobody's.
final class Transit {
    private static final String LOCK = ".lock";
    /// Held while folders come and go, so that nobody takes one that is just being made for left behind.
    private static final String DOOR = "door";

    /// The locks of this process. They are never tried anew, for that would end them; nor let go before the process
    /// ends.
    private static final Map<Path, FileChannel> OURS = new ConcurrentHashMap<>();

    private Transit() {}

    /// A new folder that only this user can read. What dead processes have left behind is removed.
    static Path folder(Path data) throws IOException {
        var transit = data.resolve("transit").toAbsolutePath().normalize();
        synchronized (OURS) {
            Files.createDirectories(transit);
            Files.setPosixFilePermissions(transit, PosixFilePermissions.fromString("rwx------"));
            try (var door = open(transit.resolve(DOOR))) {
                var _ = door.lock();
                removeLeft(transit);
                return make(transit);
            }
        }
    }

    private static FileChannel open(Path lock) throws IOException {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Path make(Path transit) throws IOException {
        var name = UUID.randomUUID().toString();
        var lock = transit.resolve(name + LOCK);
        var held = open(lock);
        OURS.put(lock, held);
        var _ = held.lock();
        return Files.createDirectory(transit.resolve(name));
    }

    private static void removeLeft(Path transit) throws IOException {
        try (var locks = Files.newDirectoryStream(transit, "*" + LOCK)) {
            for (var lock : locks) {
                if (!OURS.containsKey(lock)) {
                    removeIfLeft(lock);
                }
            }
        }
    }

    private static void removeIfLeft(Path lock) throws IOException {
        try (var channel = open(lock)) {
            var free = channel.tryLock();
            if (free == null) {
                return;
            }
            var name = String.valueOf(lock.getFileName());
            remove(lock.resolveSibling(name.substring(0, name.length() - LOCK.length())));
            Files.delete(lock);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var left = Files.newDirectoryStream(folder)) {
            for (var file : left) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
