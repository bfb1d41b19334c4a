package io.wigwag.storage.document;

import java.util.Optional;

/// The records of one collection, whoever owns them: for the few jobs of an installation as a whole, over indexes
/// that were declared for it. A type of its own, so that nobody looks into another tenant by mistake.
public final class EveryTenant<R> {
    private final DocumentAdapter adapter;
    private final RecordType<R> type;
    private final Sealing sealing;
    private final Records<R> records;

    EveryTenant(DocumentAdapter adapter, RecordType<R> type, Sealer sealer) {
        this.adapter = adapter;
        this.type = type;
        this.sealing = new Sealing(type.schema(), sealer);
        this.records = new Records<>(adapter, type, Tenant.SYSTEM, sealer);
    }

    public Page<R> find(Query query) {
        requireOurs(query);
        return records.page(query, adapter.find(type.schema(), Tenant.SYSTEM, query));
    }

    public Optional<Versioned<R>> findFirst(Query query) {
        return find(query.limit(1)).whole().found().stream().findFirst();
    }

    /// As [Records#claim].
    public Optional<Versioned<R>> claim(Query query, Update update) {
        requireOurs(query);
        sealing.requireFree(update);
        return adapter.update(type.schema(), Tenant.SYSTEM, query, update).map(records::decode);
    }

    /// Removes what the query finds, up to its limit; how many.
    public int delete(Query query) {
        requireOurs(query);
        return adapter.delete(type.schema(), Tenant.SYSTEM, query);
    }

    private void requireOurs(Query query) {
        if (!type.schema().has(query.index()) || !query.index().acrossTenants()) {
            throw new IllegalArgumentException(
                    type.schema() + " has no index " + query.index().name() + " across tenants");
        }
    }
}
