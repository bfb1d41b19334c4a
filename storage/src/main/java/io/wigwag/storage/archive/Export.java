package io.wigwag.storage.archive;

import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Page;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.seal.LookupKeys;
import io.wigwag.storage.seal.OpenedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Writes a tenant or everything into an archive, a page at a time. When it was cut off, the same call goes on
/// behind the last record that is whole in the file.
///
/// Records are taken as they are when their turn comes; whoever wants a picture of one moment stops what writes
/// first. Lookup hashes go on working elsewhere, but for those made with the installation's own key
/// ([KeyScope#SYSTEM]), which stays.
public final class Export {
    private static final int PAGE = 100;

    private final DocumentStore store;
    private final List<Schema> schemas;
    private final LookupKeys keys;
    private final SecureRandom random;
    private final InstantSource clock;
    private final int iterations;

    /// @param schemas the collections that travel: not the keychains, whose keys are for this store alone
    public Export(
            DocumentStore store,
            Collection<Schema> schemas,
            LookupKeys keys,
            SecureRandom random,
            InstantSource clock) {
        this(store, schemas, keys, random, clock, ArchiveHead.ITERATIONS);
    }

    Export(
            DocumentStore store,
            Collection<Schema> schemas,
            LookupKeys keys,
            SecureRandom random,
            InstantSource clock,
            int iterations) {
        this.store = store;
        this.schemas =
                schemas.stream().sorted(Comparator.comparing(Schema::name)).toList();
        this.keys = keys;
        this.random = random;
        this.clock = clock;
        this.iterations = iterations;
    }

    /// How many records the archive holds.
    ///
    /// @throws ArchiveFailure.Finished when there is nothing to go on with: the archive shows an earlier moment
    public long to(Path file, Extent extent, ArchiveSecret secret) throws ArchiveFailure {
        try {
            var contents = new ArchiveFrame.Contents(
                    extent, clock.instant(), schemas.stream().map(Schema::name).toList());
            var begun = Files.exists(file)
                    ? ArchiveAppender.resume(file, contents, secret, random)
                    : ArchiveAppender.create(file, contents, secret, iterations, random);
            try (var archive = begun) {
                if (archive.isFinished()) {
                    throw new ArchiveFailure.Finished();
                }
                for (var schema : schemas) {
                    export(schema, extent, archive);
                }
                exportKeys(extent, archive);
                archive.finish();
                return archive.records();
            }
        } catch (IOException e) {
            throw ArchiveFailure.Unreadable.because(file, e);
        }
    }

    private void export(Schema schema, Extent extent, ArchiveAppender archive) throws IOException {
        if (archive.isBehind(schema.name())) {
            return;
        }
        var cursor =
                archive.last(schema.name()).map(last -> cursor(last, extent)).orElse(Cursor.START);
        Page<OpenedDocument> page;
        do {
            page = page(schema, extent, cursor);
            archive.append(
                    schema.name(), page.found().stream().map(Export::archived).toList());
            cursor = page.next().orElse(cursor);
        } while (page.next().isPresent());
    }

    private Page<OpenedDocument> page(Schema schema, Extent extent, Cursor cursor) {
        var type = OpenedDocument.of(schema);
        return switch (extent) {
            case Extent.Everything _ ->
                store.everyTenant(type)
                        .find(Query.on(Index.EVERYTHING).limit(PAGE).after(cursor))
                        .whole();
            case Extent.OneTenant(var tenant) ->
                store.records(type, tenant)
                        .find(Query.on(Index.BY_ID).limit(PAGE).after(cursor))
                        .whole();
        };
    }

    private static Cursor cursor(ArchivedRecord last, Extent extent) {
        var key = extent.onlyTenant().isPresent() ? List.of(Field.ID.of(last.id())) : List.<Value>of();
        return new Cursor(key, last.tenant().name(), last.id());
    }

    private static ArchivedRecord archived(Versioned<OpenedDocument> found) {
        return new ArchivedRecord(
                found.tenant(), found.record().id(), found.record().document());
    }

    /// At the end, when the scope of every exported record has its key.
    private void exportKeys(Extent extent, ArchiveAppender archive) throws IOException {
        var after = Optional.<KeyScope>empty();
        do {
            var part = keys.reveal(extent.onlyTenant(), after, PAGE);
            archive.append(part.keys());
            after = part.next();
        } while (after.isPresent());
    }
}
