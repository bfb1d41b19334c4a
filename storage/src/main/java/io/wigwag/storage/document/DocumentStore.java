package io.wigwag.storage.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Our documents in some database: the way to all records. Safe for any number of threads.
public final class DocumentStore implements AutoCloseable {
    private final DocumentAdapter adapter;
    private final Sealer sealer;

    private DocumentStore(DocumentAdapter adapter, Sealer sealer) {
        this.adapter = adapter;
        this.sealer = sealer;
    }

    /// Declares the collections and their indexes. The store owns the adapter from here on, and closes it when that
    /// fails.
    public static DocumentStore open(DocumentAdapter adapter, Sealer sealer, Collection<Schema> schemas) {
        var all = new ArrayList<>(schemas);
        all.add(Tallies.SCHEMA);
        try {
            adapter.declare(all);
        } catch (StoreException refused) {
            adapter.close();
            throw refused;
        }
        return new DocumentStore(adapter, sealer);
    }

    public <R> Records<R> records(RecordType<R> type, Tenant tenant) {
        return new Records<>(adapter, type, tenant, sealer);
    }

    public <R> EveryTenant<R> everyTenant(RecordType<R> type) {
        return new EveryTenant<>(adapter, type, sealer);
    }

    public Batch batch() {
        return new Batch(adapter);
    }

    /// Numbers and counts of a tenant.
    public Tallies tallies(Tenant tenant) {
        return new Tallies(records(Tallies.TYPE, tenant));
    }

    /// From now on these collections refuse whoever holds a lower token; [StaleOwner] when somebody holds a
    /// higher one.
    public void raise(Fence fence, Tenant tenant, Collection<Schema> schemas) {
        adapter.write(List.copyOf(
                schemas.stream().map(schema -> fence.at(schema, tenant)).toList()));
    }

    /// Removes documents of a collection whose time has come, whoever owns them, up to `limit`; how many.
    public int removeExpired(Schema schema, Instant now, int limit) {
        return schema.expiry()
                .map(field ->
                        Query.on(Schema.expiryIndex(field)).atMost(field, now).limit(limit))
                .map(expired -> adapter.delete(schema, Tenant.SYSTEM, expired))
                .orElse(0);
    }

    @Override
    public void close() {
        adapter.close();
    }
}
