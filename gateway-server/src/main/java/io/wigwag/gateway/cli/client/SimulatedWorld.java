package io.wigwag.gateway.cli.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The simulated WhatsApp that `up --sandbox` runs beside a gateway, by what it leaves in the data folder: its world,
/// and for as long as it runs the address by which it is steered.
public record SimulatedWorld(Path data) {

    /// Where it keeps its world: a device that is linked there stays so.
    public Path folder() {
        return data.resolve("sandbox");
    }

    /// Makes the folders that are not there yet, for their owner's eyes.
    public void prepare() throws IOException {
        var posix = data.getFileSystem().supportedFileAttributeViews().contains("posix");
        var owners = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder(), posix ? new FileAttribute<?>[] {owners} : new FileAttribute<?>[0]);
    }

    public void runsAt(String admin) throws IOException {
        Files.writeString(file(), admin + "\n");
    }

    public void ended() throws IOException {
        Files.deleteIfExists(file());
    }

    /// By what address it is steered, if it runs or was killed.
    public Optional<URI> admin() throws IOException {
        return Files.exists(file())
                ? Optional.of(URI.create(Files.readString(file()).strip()))
                : Optional.empty();
    }

    private Path file() {
        return data.resolve("sandbox.url");
    }
}
