package io.wigwag.storage.embedded;

import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Value;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;

/// A copy of the store as it was at one moment, taken while it is used.
final class Backup {
    private Backup() {}

    static void write(Path store, Path target) {
        var directory = target.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IllegalArgumentException("not a file: " + target);
        }
        var part = target.resolveSibling(target.getFileName() + ".part");
        try {
            if (Files.exists(target)) {
                throw new StoreUnavailable(target + " is there already", false);
            }
            Files.deleteIfExists(part);
            DataFile.createPrivate(part);
            try (var session = new SqlSession(new SQLiteConfig().createConnection(Sessions.url(store)))) {
                session.update(new Sql("VACUUM INTO ?", List.of(new Value.Text(part.toString()))));
            }
            try (var file = FileChannel.open(part, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            sync(directory);
        } catch (SQLException failed) {
            throw Failures.of(failed);
        } catch (IOException failed) {
            throw new StoreUnavailable("cannot write " + target, false, failed);
        }
    }

    /// The name is durable only when the directory is.
    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
