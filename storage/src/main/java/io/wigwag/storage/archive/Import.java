package io.wigwag.storage.archive;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.seal.LookupKeys;
import io.wigwag.storage.seal.OpenedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads an archive into a store. Before anything is written the whole archive is read and held against the store:
/// every frame is whole and in its place, its end is there, every collection is known, every record is either new
/// or the same as the one that is there. So what was imported half is simply imported again.
public final class Import {
    private final DocumentStore store;
    private final Map<String, Schema> schemas;
    private final LookupKeys keys;

    public Import(DocumentStore store, Collection<Schema> schemas, LookupKeys keys) {
        this.store = store;
        this.schemas = schemas.stream().collect(Collectors.toUnmodifiableMap(Schema::name, Function.identity()));
        this.keys = keys;
    }

    /// What an archive holds, and how much of it the store has already.
    public record Findings(Extent extent, long records, long present) {}

    /// Reads the archive and writes nothing.
    public Findings check(Path file, ArchiveSecret secret) throws ArchiveFailure {
        try (var reader = ArchiveReader.open(file, secret)) {
            var contents = reader.contents();
            for (var collection : contents.collections()) {
                if (!schemas.containsKey(collection)) {
                    throw new ArchiveFailure.Conflict("this version knows no collection " + collection);
                }
            }
            var checking = new Checking(contents);
            for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                checking.take(frame.get());
            }
            if (!checking.ended) {
                throw new ArchiveFailure.Unfinished();
            }
            if (reader.frames().good() != Files.size(file)) {
                throw new ArchiveFailure.Damaged("something follows the end of the archive");
            }
            return new Findings(contents.extent(), checking.records, checking.present);
        } catch (IOException e) {
            throw ArchiveFailure.Unreadable.because(file, e);
        }
    }

    /// Checks the archive, then writes what the store does not have yet. Keys go first, since a record of a scope
    /// without one would get another.
    public Findings run(Path file, ArchiveSecret secret) throws ArchiveFailure {
        var findings = check(file, secret);
        try {
            each(file, secret, frame -> {
                if (frame instanceof ArchiveFrame.Keys(var found)) {
                    found.forEach(keys::adopt);
                }
            });
            each(file, secret, frame -> {
                if (frame instanceof ArchiveFrame.Records(var collection, var records)) {
                    write(collection, records);
                }
            });
        } catch (DuplicateKey meanwhile) {
            throw new ArchiveFailure.Conflict("while it was imported, somebody else wrote: " + meanwhile.getMessage());
        }
        return findings;
    }

    private void write(String collection, List<ArchivedRecord> records) throws ArchiveFailure {
        var batch = store.batch();
        for (var one : byTenant(records).entrySet()) {
            var into = into(collection, one.getKey());
            var present = present(into, one.getValue());
            for (var record : one.getValue()) {
                if (!present.containsKey(record.id())) {
                    batch.insert(into, new OpenedDocument(record.id(), record.document()));
                }
            }
        }
        batch.commit();
    }

    private Records<OpenedDocument> into(String collection, Tenant tenant) throws ArchiveFailure {
        var schema = Optional.ofNullable(schemas.get(collection))
                .orElseThrow(() -> new ArchiveFailure.Damaged("a collection that the archive does not name"));
        return store.records(OpenedDocument.of(schema), tenant);
    }

    private static Map<Tenant, List<ArchivedRecord>> byTenant(List<ArchivedRecord> records) {
        return records.stream()
                .collect(Collectors.groupingBy(ArchivedRecord::tenant, LinkedHashMap::new, Collectors.toList()));
    }

    private static Map<String, Document> present(Records<OpenedDocument> records, List<ArchivedRecord> archived) {
        return records.get(archived.stream().map(ArchivedRecord::id).toList()).stream()
                .map(Versioned::record)
                .collect(Collectors.toMap(OpenedDocument::id, OpenedDocument::document));
    }

    /// What one reading of an archive has seen so far.
    private final class Checking {
        private final ArchiveFrame.Contents contents;
        private long records;
        private long present;
        private boolean ended;

        private Checking(ArchiveFrame.Contents contents) {
            this.contents = contents;
        }

        private void take(ArchiveFrame frame) throws ArchiveFailure {
            if (ended) {
                throw new ArchiveFailure.Damaged("a frame behind the end");
            }
            switch (frame) {
                case ArchiveFrame.Contents _ -> throw new ArchiveFailure.Damaged("a second beginning");
                case ArchiveFrame.Records(var collection, var found) -> take(collection, found);
                case ArchiveFrame.Keys(var found) -> {
                    for (var key : found) {
                        requireOurs(key.scope().tenant());
                        if (!keys.fits(key)) {
                            throw new ArchiveFailure.Conflict("the store has its own keys for " + key.scope()
                                    + ": import where this tenant is not, or was imported from this archive");
                        }
                    }
                }
                case ArchiveFrame.End(var count) -> {
                    ended = true;
                    if (count != records) {
                        throw new ArchiveFailure.Damaged(records + " records instead of " + count);
                    }
                }
            }
        }

        private void take(String collection, List<ArchivedRecord> found) throws ArchiveFailure {
            if (!contents.collections().contains(collection)) {
                throw new ArchiveFailure.Damaged("a collection that the archive does not name");
            }
            records += found.size();
            for (var one : byTenant(found).entrySet()) {
                requireOurs(one.getKey());
                var there = present(into(collection, one.getKey()), one.getValue());
                present += there.size();
                for (var record : one.getValue()) {
                    var other = Optional.ofNullable(there.get(record.id()));
                    if (other.isPresent() && !other.get().equals(record.document())) {
                        throw new ArchiveFailure.Conflict("a record of " + collection + " of "
                                + one.getKey().name() + " is in the store with another content");
                    }
                }
            }
        }

        private void requireOurs(Tenant tenant) throws ArchiveFailure {
            if (contents.extent()
                    .onlyTenant()
                    .filter(only -> !only.equals(tenant))
                    .isPresent()) {
                throw new ArchiveFailure.Damaged("something of another tenant than the archive's");
            }
        }
    }

    private interface Step {
        void on(ArchiveFrame frame) throws ArchiveFailure;
    }

    private static void each(Path file, ArchiveSecret secret, Step step) throws ArchiveFailure {
        try (var reader = ArchiveReader.open(file, secret)) {
            for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                step.on(frame.get());
            }
        } catch (IOException e) {
            throw ArchiveFailure.Unreadable.because(file, e);
        }
    }
}
