package io.wigwag.sandbox.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/// Keeps the sections of a world in a file: whoever changes an entry says so, and before anything leaves the sandbox
/// that follows from the change, the entry is on the disk. Belongs to the world's thread.
public final class Ledger {
    private record Entry(String section, String key) {}

    private static final String FILE = "world.journal";

    private final Map<String, StateSection> sections = new LinkedHashMap<>();
    private final Set<Entry> changed = new LinkedHashSet<>();
    /// What the file holds, by section.
    private final Map<String, NavigableSet<String>> written = new TreeMap<>();
    private final Optional<Path> file;
    private Optional<Journal> journal = Optional.empty();

    private Ledger(Optional<Path> file) {
        this.file = file;
    }

    /// For a world that ends with its process.
    public static Ledger none() {
        return new Ledger(Optional.empty());
    }

    /// Keeps the world in a folder.
    public static Ledger in(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new Ledger(Optional.of(folder.resolve(FILE)));
    }

    /// Adds a section; those that others refer to come first.
    public void add(StateSection section) {
        if (sections.put(section.name(), section) != null) {
            throw new IllegalStateException("section " + section.name() + " added twice");
        }
    }

    public Collection<StateSection> sections() {
        return Collections.unmodifiableCollection(sections.values());
    }

    public boolean isLasting() {
        return file.isPresent();
    }

    /// Makes the world again that the file holds, and begins to keep it. Call once, before the first client comes.
    public void restore() throws IOException {
        if (file.isEmpty()) {
            return;
        }
        var kept = Journal.recover(file.get());
        for (var section : sections.values()) {
            kept.getOrDefault(section.name(), new TreeMap<>()).forEach(section::restore);
        }
        changed.clear();
        kept.forEach((name, entries) -> written(name).addAll(entries.keySet()));
        journal = Optional.of(Journal.begin(file.get(), kept));
    }

    /// An entry is new, changed or gone.
    public void touch(String section, String key) {
        if (journal.isPresent()) {
            changed.add(new Entry(section, key));
        }
    }

    /// All that is kept may be changed or gone, as when the world begins anew.
    public void touchAll() {
        written.forEach((name, keys) -> keys.forEach(key -> touch(name, key)));
        sections.values().forEach(this::touchAll);
    }

    /// What begins with a text in the keys of any section may be gone.
    public void touchBelow(String prefix) {
        written.forEach((name, keys) ->
                keys.subSet(prefix, prefix + Character.MAX_VALUE).forEach(key -> touch(name, key)));
    }

    private NavigableSet<String> written(String section) {
        return written.computeIfAbsent(section, _ -> new TreeSet<>());
    }

    /// All entries of a section are new or changed.
    public void touchAll(StateSection section) {
        section.keys().forEach(key -> touch(section.name(), key));
    }

    /// Writes what changed, to the disk itself.
    public void commit() throws IOException {
        if (changed.isEmpty() || journal.isEmpty()) {
            return;
        }
        for (var entry : changed) {
            var section = sections.get(entry.section());
            if (section == null) {
                throw new IllegalStateException("section " + entry.section() + " was never added");
            }
            var now = section.dump(entry.key());
            var known = written(entry.section());
            if (now.isPresent() || known.contains(entry.key())) {
                journal.get().write(entry.section(), entry.key(), now);
            }
            if (now.isPresent()) {
                known.add(entry.key());
            } else {
                known.remove(entry.key());
            }
        }
        changed.clear();
        journal.get().force();
    }

    /// Every section as it stands, by name and key; equal worlds have equal dumps.
    public Map<String, Map<String, ObjectNode>> dump() {
        var all = new TreeMap<String, Map<String, ObjectNode>>();
        for (var section : sections.values()) {
            var entries = new TreeMap<String, ObjectNode>();
            section.keys()
                    .forEach(key -> section.dump(key).ifPresent(entry -> entries.put(key, Journal.asWritten(entry))));
            all.put(section.name(), entries);
        }
        return all;
    }

    /// What the file holds, as a restart would find it.
    public Map<String, Map<String, ObjectNode>> kept() throws IOException {
        var all = new TreeMap<String, Map<String, ObjectNode>>();
        if (file.isPresent()) {
            var read = Journal.read(file.get());
            sections.keySet().forEach(name -> all.put(name, read.getOrDefault(name, new TreeMap<>())));
        }
        return all;
    }

    public void close() throws IOException {
        commit();
        if (journal.isPresent()) {
            journal.get().close();
        }
    }
}
