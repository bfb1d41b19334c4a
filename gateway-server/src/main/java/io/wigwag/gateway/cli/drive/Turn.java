package io.wigwag.gateway.cli.drive;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The right to use a folder. A harness starts the next driver on it while the one before is still on its way out; the
/// next waits for that, and no longer than such an end takes. The system takes the right from whoever dies.
@FunctionalInterface
interface Turn extends AutoCloseable {
    Duration PATIENCE = Duration.ofSeconds(10);

    /// Nobody else can have the same place.
    Turn ALONE = () -> {};

    @Override
    void close();

    /// Waits for the right, and gives up when whoever has it stays.
    ///
    /// @param told when another driver has the folder
    static Turn in(Path folder, PrintWriter told) throws IOException, InterruptedException {
        var whole = folder.toAbsolutePath().normalize();
        // Beside it: the folder is the store's to make, for its owner's eyes only.
        var path = whole.resolveSibling(whole.getFileName() + ".lock");
        Files.createDirectories(path.resolveSibling(""));
        var file = AsynchronousFileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() == null) {
                told.println("drive: waits for another driver that uses " + folder);
                told.flush();
                file.lock().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            }
            return () -> giveBack(file);
        } catch (TimeoutException stays) {
            file.close();
            throw new IOException("another driver uses " + folder + " and does not end");
        } catch (ExecutionException failed) {
            file.close();
            throw new IOException("cannot lock " + path, failed.getCause());
        } catch (InterruptedException | IOException | RuntimeException ended) {
            file.close();
            throw ended;
        }
    }

    private static void giveBack(AsynchronousFileChannel file) {
        try {
            file.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot give a folder back", failed);
        }
    }
}
