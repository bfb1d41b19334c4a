package io.wigwag.gateway.cli.doctor;

import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.config.Misconfigured;
import io.wigwag.gateway.config.Sources;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.embedded.EmbeddedAdapter;
import io.wigwag.storage.mongo.MongoAdapter;
import io.wigwag.storage.mongo.MongoSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a gateway needs of the machine that it is to run on.
final class HouseChecks {
    private static final int JAVA_NEEDED = 25;
    private static final long MEGABYTE = 1L << 20;
    private static final long LITTLE = 1024 * MEGABYTE;
    private static final long TOO_LITTLE = 100 * MEGABYTE;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final EnumSet<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Map<String, String> environment;
    private final Path folder;

    HouseChecks(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    static Finding java(int feature) {
        return feature >= JAVA_NEEDED
                ? Finding.ok("java", "Java " + feature)
                : Finding.fail("java", "Java " + feature, "Install a JDK " + JAVA_NEEDED + " or newer.");
    }

    /// The settings as a gateway would read them here; nothing when it would refuse them.
    Optional<GatewayConfig> settings(List<Finding> findings) {
        try {
            var config = GatewayConfig.read(
                    new Sources(Map.of("data", folder.toString()), environment, fileOf(environment)));
            findings.add(Finding.ok("settings", "all can be used"));
            return Optional.of(config);
        } catch (Misconfigured wrong) {
            wrong.mistakes()
                    .forEach(mistake -> findings.add(
                            Finding.fail("settings", mistake, "Correct or remove it: a gateway would not start.")));
        } catch (IOException unreadable) {
            findings.add(Finding.fail(
                    "settings", "the file that WIGWAG_CONFIG names can't be read: " + unreadable.getMessage(), ""));
        }
        return Optional.empty();
    }

    private static Map<String, String> fileOf(Map<String, String> environment) throws IOException {
        var named = environment.getOrDefault("WIGWAG_CONFIG", "");
        if (named.isEmpty()) {
            return Map.of();
        }
        try (var reader = Files.newBufferedReader(Path.of(named))) {
            return Sources.file(reader);
        }
    }

    /// Whether the data folder can be written, has room, and is nobody else's to read.
    List<Finding> folder() throws IOException {
        var findings = new ArrayList<Finding>();
        var place = existing(folder.toAbsolutePath());
        if (!Files.isDirectory(place) || !Files.isWritable(place)) {
            findings.add(Finding.fail(
                    "folder", folder + " can't be written", "Give this user the right, or name another with --data."));
            return findings;
        }
        findings.add(Files.exists(folder) ? rights() : Finding.ok("folder", folder + " will be made"));
        findings.add(room(Files.getFileStore(place).getUsableSpace()));
        return findings;
    }

    private Finding rights() throws IOException {
        for (var path : List.of(folder.resolve("master.key"), folder.resolve("first-key"), folder)) {
            if (Files.exists(path) && mayOthers(path)) {
                return Finding.warn("folder", "others may read " + path, "Let only its owner: chmod go= " + path);
            }
        }
        return Finding.ok("folder", folder + " is ours alone");
    }

    private static boolean mayOthers(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        var rights = EnumSet.copyOf(OTHERS);
        rights.retainAll(Files.getPosixFilePermissions(path));
        return !rights.isEmpty();
    }

    static Finding room(long free) {
        var found = free / MEGABYTE + " MB are free";
        if (free < TOO_LITTLE) {
            return Finding.fail("disk", found, "Make room: without it nothing more is kept, and sending stops.");
        }
        return free < LITTLE ? Finding.warn("disk", found, "Make room soon.") : Finding.ok("disk", found);
    }

    private static Path existing(Path path) {
        var place = path;
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return place;
    }

    /// Whether a gateway that starts now could listen.
    static Finding port(GatewayConfig.Http http) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(http.bind(), http.port()));
            return Finding.ok("port", http.port() + " is free");
        } catch (IOException taken) {
            return Finding.fail(
                    "port",
                    http.bind() + ":" + http.port() + " can't be listened on: " + taken.getMessage(),
                    "Stop who has it, or take another with --port.");
        }
    }

    /// Whether what is kept is there, when no gateway runs that could tell.
    Finding store(GatewayConfig.Store store) {
        if (store.mongoUri().isPresent()) {
            return mongo(store.mongoUri().get().reveal());
        }
        if (!EmbeddedAdapter.isIn(store.folder())) {
            return Finding.ok("store", "none yet; the first start makes one in " + store.folder());
        }
        var keyElsewhere = environment.keySet().stream().anyMatch(name -> name.startsWith("WIGWAG_MASTER_"));
        return keyElsewhere || Files.isReadable(store.folder().resolve("master.key"))
                ? Finding.ok("store", "embedded, in " + store.folder())
                : Finding.fail(
                        "store",
                        "there is a store in " + store.folder() + " and no master key for it",
                        "Put master.key back beside it: nothing else opens it.");
    }

    /// With less patience than a gateway has: somebody waits.
    private static MongoSettings settings(String uri) {
        var usual = MongoSettings.of(uri);
        return new MongoSettings(uri, PATIENCE, PATIENCE, usual.connect(), usual.answer());
    }

    private static Finding mongo(String uri) {
        try (var _ = MongoAdapter.open(settings(uri), _ -> {})) {
            return Finding.ok("store", "MongoDB answers");
        } catch (StoreException | IllegalArgumentException failed) {
            return Finding.fail(
                    "store", "MongoDB: " + failed.getMessage(), "Compare WIGWAG_MONGO_URI with the server's address.");
        }
    }
}
