package io.wigwag.interop.drive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Real Baileys clients, unmodified: where they are, what they lack to run, and how they are started.
///
/// Their packages are installed on first use, by lock file, into folders that version control ignores.
public final class BaileysClients {
    private static final int OLDEST_NODE = 20;
    private static final long INSTALL_MINUTES = 10;
    private static final Pattern MAJOR = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);

    /// A file lock holds off other processes only.
    private static final ReentrantLock INSTALLING = new ReentrantLock();

    private final Path folder;
    private final Path locks;
    private final Consumer<String> progress;

    /// @param root the project's folder
    /// @param progress is told when something takes long
    public BaileysClients(Path root, Consumer<String> progress) {
        this.folder = root.resolve("interop/baileys");
        this.locks = root.resolve("interop/target");
        this.progress = progress;
    }

    /// Makes a client ready to start; or says in one sentence why this machine can't.
    public Optional<String> missing(BaileysVersion version) throws InterruptedException {
        try {
            var node = run(Path.of("."), List.of("node", "--version")).strip();
            var major = MAJOR.matcher(node);
            if (!major.matches() || Integer.parseInt(major.group(1)) < OLDEST_NODE) {
                return Optional.of("Baileys wants Node " + OLDEST_NODE + " or newer, and here is " + node);
            }
        } catch (IOException none) {
            return Optional.of("Baileys wants Node " + OLDEST_NODE + " or newer, and here is none");
        }
        try {
            install(version);
            return Optional.empty();
        } catch (IOException failed) {
            return Optional.of("Baileys " + version + " could not be installed: " + failed.getMessage());
        }
    }

    public Driver start(BaileysVersion version, DriverOptions options) throws DriverFailure, InterruptedException {
        return Driver.start(command(version), options);
    }

    List<String> command(BaileysVersion version) {
        return List.of("node", folder.resolve("driver.mjs").toString(), "--client", version.toString());
    }

    private void install(BaileysVersion version) throws IOException, InterruptedException {
        var client = folder.resolve("clients").resolve(version.toString());
        Files.createDirectories(locks);
        INSTALLING.lock();
        try (var file = new RandomAccessFile(
                        locks.resolve("baileys-" + version + ".lock").toFile(), "rw");
                var channel = file.getChannel();
                var lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("no lock on " + client);
            }
            if (!isInstalled(client)) {
                progress.accept("Installing Baileys " + version + " into " + client + " (once)");
                run(client, List.of("npm", "ci"));
            }
        } finally {
            INSTALLING.unlock();
        }
    }

    /// npm writes its own copy of the lock file last.
    private static boolean isInstalled(Path client) throws IOException {
        var done = client.resolve("node_modules/.package-lock.json");
        var wanted = client.resolve("package-lock.json");
        return Files.exists(done) && Files.getLastModifiedTime(done).compareTo(Files.getLastModifiedTime(wanted)) >= 0;
    }

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("wigwag-baileys", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " took more than " + INSTALL_MINUTES + " minutes");
            }
            var text = Files.readString(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(command + " ended with " + process.exitValue() + ": " + text.strip());
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }
}
