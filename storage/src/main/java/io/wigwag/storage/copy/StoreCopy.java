package io.wigwag.storage.copy;

import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Write;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Copies every document as it lies there, sealed fields sealed, version and all; so the target needs the same master
/// key. Nobody may write to either store meanwhile.
///
/// Documents go in the order of tenant and id, in batches whose prefix is always safe: what the target has last says
/// where an earlier attempt ended, and the next one goes on there.
///
/// Fences are not copied, they are no documents. Leases are, with their tokens, and a new owner raises the fences of
/// its collections before it reads anything.
public final class StoreCopy {
    private static final int PAGE = 500;

    private final DocumentAdapter from;
    private final DocumentAdapter to;
    private final Watcher watcher;

    /// Hears how far it is, for a person who waits.
    public interface Watcher {
        /// After every batch.
        void copied(Schema schema, long documents);

        /// Before both sides are read once more.
        void verifying(Schema schema);
    }

    public StoreCopy(DocumentAdapter from, DocumentAdapter to, Watcher watcher) {
        this.from = from;
        this.to = to;
        this.watcher = watcher;
    }

    /// What was found the same on both sides, by collection.
    ///
    /// @throws CopyFailed when it was not the same
    public Map<String, Fingerprint> run(Collection<Schema> schemas) throws CopyFailed {
        from.declare(schemas);
        to.declare(schemas);
        var found = new LinkedHashMap<String, Fingerprint>();
        for (var schema :
                schemas.stream().sorted(Comparator.comparing(Schema::name)).toList()) {
            copy(schema);
            watcher.verifying(schema);
            found.put(schema.name(), verified(schema));
        }
        return found;
    }

    private void copy(Schema schema) {
        var last = to.find(schema, Tenant.SYSTEM, everything().backwards().limit(1));
        var cursor = last.isEmpty() ? Cursor.START : Cursor.at(last.getFirst(), everything());
        var copied = 0L;
        var page = page(from, schema, cursor);
        while (!page.isEmpty()) {
            to.write(page.stream().map(stored -> restore(schema, stored)).toList());
            copied += page.size();
            watcher.copied(schema, copied);
            page = page(from, schema, Cursor.at(page.getLast(), everything()));
        }
    }

    private static Write restore(Schema schema, StoredDocument stored) {
        return new Write.Restore(new Key(schema, stored.tenant(), stored.id()), stored.version(), stored.document());
    }

    private Fingerprint verified(Schema schema) throws CopyFailed {
        var there = fingerprint(from, schema);
        var here = fingerprint(to, schema);
        if (here.equals(there)) {
            return here;
        }
        throw new CopyFailed(schema.name() + " differs: " + there.count() + " documents there, " + here.count()
                + (here.count() == there.count() ? " here, but not the same ones" : " here")
                + ". Stop whatever writes to either store, and copy into an empty one.");
    }

    /// What a collection holds, in one walk.
    public static Fingerprint fingerprint(DocumentAdapter store, Schema schema) {
        var counting = new Fingerprint.Counting();
        var page = page(store, schema, Cursor.START);
        while (!page.isEmpty()) {
            page.forEach(counting::add);
            page = page(store, schema, Cursor.at(page.getLast(), everything()));
        }
        return counting.done();
    }

    private static List<StoredDocument> page(DocumentAdapter store, Schema schema, Cursor after) {
        return store.find(schema, Tenant.SYSTEM, everything().after(after));
    }

    private static Query everything() {
        return Query.on(Index.EVERYTHING).limit(PAGE);
    }
}
