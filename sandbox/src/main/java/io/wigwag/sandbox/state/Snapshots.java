package io.wigwag.sandbox.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Whole worlds under names, to go back to: all that a ledger knows but what makes this sandbox itself. With a data
/// folder they lie there as files. Belongs to the world's thread, but for what says otherwise.
public final class Snapshots {
    /// Clients trust this sandbox, not the one that the snapshot was taken of; how it is set up is no part of a world;
    /// and uploads stay where they lie.
    private static final Set<String> ITS_OWN = Set.of("runs", "noise", "tls", "settings", "media");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String FOLDER = "snapshots";
    private static final String SUFFIX = ".json";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Ledger ledger;
    private final Optional<Path> folder;
    private final SortedMap<String, ObjectNode> byName = new TreeMap<>();

    private Snapshots(Ledger ledger, Optional<Path> folder) {
        this.ledger = ledger;
        this.folder = folder;
    }

    /// Those that lie in a data folder, or none yet.
    public static Snapshots of(Ledger ledger, Optional<Path> data) throws IOException {
        var snapshots = new Snapshots(ledger, data.map(path -> path.resolve(FOLDER)));
        snapshots.read();
        return snapshots;
    }

    private void read() throws IOException {
        if (folder.filter(Files::isDirectory).isEmpty()) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder.get(), "*" + SUFFIX)) {
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode world) {
                    byName.put(name.substring(0, name.length() - SUFFIX.length()), world);
                }
            }
        }
    }

    /// Whether a snapshot may be called so.
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public List<String> names() {
        return new ArrayList<>(byName.keySet());
    }

    public Optional<ObjectNode> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The world as it stands.
    public ObjectNode world() {
        var world = JSON.createObjectNode();
        ledger.dump().forEach((section, entries) -> {
            if (!ITS_OWN.contains(section)) {
                var json = world.putObject(section);
                entries.forEach(json::set);
            }
        });
        return world;
    }

    /// Writes a world down, where there is a folder for it. On any thread but the world's, which has no time for that;
    /// before [#put].
    public synchronized void write(String name, ObjectNode world) throws IOException {
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
            var fresh = folder.get().resolve(name + ".new");
            Files.write(fresh, JSON.writeValueAsBytes(world));
            Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Keeps a world, from here or elsewhere.
    public void put(String name, ObjectNode world) {
        byName.put(name, world);
    }

    private Path file(String name) {
        return folder.orElseThrow().resolve(name + SUFFIX);
    }

    /// Forgets a world.
    public void remove(String name) {
        byName.remove(name);
    }

    /// Removes what [#write] has written; on the same threads.
    public synchronized void erase(String name) throws IOException {
        if (folder.isPresent()) {
            Files.deleteIfExists(file(name));
        }
    }

    /// Makes a world again, where none is any more.
    ///
    /// @throws IllegalStateException when it can't be read; what is there then is part of it
    public void restore(ObjectNode world) {
        for (var section : ledger.sections()) {
            if (!ITS_OWN.contains(section.name()) && world.path(section.name()) instanceof ObjectNode entries) {
                var ordered = new TreeMap<String, JsonNode>();
                entries.properties().forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
                ordered.forEach((key, entry) -> restore(section, key, entry));
            }
        }
        ledger.touchAll();
    }

    private static void restore(StateSection section, String key, JsonNode entry) {
        if (!(entry instanceof ObjectNode object)) {
            throw new IllegalStateException(section.name() + " " + key + ": no object");
        }
        section.restore(key, object);
    }
}
