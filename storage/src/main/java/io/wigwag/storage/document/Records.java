package io.wigwag.storage.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One tenant's records of one collection. Holds no state; made as needed, shared freely.
public final class Records<R> {
    private final DocumentAdapter adapter;
    private final RecordType<R> type;
    private final Tenant tenant;
    private final Sealing sealing;

    Records(DocumentAdapter adapter, RecordType<R> type, Tenant tenant, Sealer sealer) {
        this.adapter = adapter;
        this.type = type;
        this.tenant = tenant;
        this.sealing = new Sealing(type.schema(), sealer);
    }

    public Tenant tenant() {
        return tenant;
    }

    public Optional<Versioned<R>> get(String id) {
        return get(List.of(id)).stream().findFirst();
    }

    /// Those that exist, in the order asked for; all of them, or the failure of one that cannot be read.
    public List<Versioned<R>> get(Collection<String> ids) {
        return among(ids).whole().found();
    }

    /// Those that exist, in the order asked for, and apart from them those that cannot be read.
    public Page<R> among(Collection<String> ids) {
        Map<String, StoredDocument> loaded = LinkedHashMap.newLinkedHashMap(ids.size());
        if (!ids.isEmpty()) {
            adapter.load(type.schema(), tenant, ids).forEach(stored -> loaded.put(stored.id(), stored));
        }
        var inOrder = ids.stream()
                .distinct()
                .flatMap(id -> Optional.ofNullable(loaded.get(id)).stream())
                .toList();
        return read(inOrder, Optional.empty());
    }

    /// What a query finds, up to its limit. What cannot be read counts for the limit.
    public Page<R> find(Query query) {
        requireOurs(query);
        return page(query, adapter.find(type.schema(), tenant, query));
    }

    /// The first that a query finds.
    public Optional<Versioned<R>> findFirst(Query query) {
        return find(query.limit(1)).whole().found().stream().findFirst();
    }

    public Versioned<R> insert(R record) {
        adapter.write(List.of(inserting(record)));
        return new Versioned<>(tenant, record, 1);
    }

    /// Puts another content where this version was; [WriteConflict] when it is no more.
    public Versioned<R> replace(Versioned<R> changed) {
        adapter.write(List.of(replacing(changed)));
        return new Versioned<>(tenant, changed.record(), changed.version() + 1);
    }

    /// Changes plain fields of a record in one step; what it is then, or empty when it is not there or a
    /// condition does not hold.
    public Optional<Versioned<R>> update(String id, Update update) {
        sealing.requireFree(update);
        return adapter.update(type.schema(), tenant, Query.byId(id), update).map(this::decode);
    }

    /// Takes the first record, in the query's order, that the query and the update's conditions admit, by
    /// changing it. However many try at once, each gets another one.
    public Optional<Versioned<R>> claim(Query query, Update update) {
        requireOurs(query);
        sealing.requireFree(update);
        return adapter.update(type.schema(), tenant, query, update).map(this::decode);
    }

    /// Removes the record if it is there.
    public void delete(String id) {
        adapter.write(List.of(deleting(id)));
    }

    /// Removes what the query finds, up to its limit; how many.
    public int delete(Query query) {
        requireOurs(query);
        return adapter.delete(type.schema(), tenant, query);
    }

    Schema schema() {
        return type.schema();
    }

    Write inserting(R record) {
        var id = type.codec().id(record);
        return new Write.Insert(
                key(id), sealing.seal(tenant, id, 1, type.codec().encode(record)));
    }

    Write replacing(Versioned<R> changed) {
        if (!changed.tenant().equals(tenant)) {
            throw new IllegalArgumentException("a record of another tenant");
        }
        var id = type.codec().id(changed.record());
        var document =
                sealing.seal(tenant, id, changed.version() + 1, type.codec().encode(changed.record()));
        return new Write.Replace(key(id), changed.version(), document);
    }

    Write putting(R record, long version) {
        var id = type.codec().id(record);
        return new Write.Restore(
                key(id), version, sealing.seal(tenant, id, version, type.codec().encode(record)));
    }

    Write modifying(String id, Update update) {
        sealing.requireFree(update);
        return new Write.Modify(key(id), update);
    }

    Write deleting(String id) {
        return new Write.Delete(key(id));
    }

    Page<R> page(Query query, List<StoredDocument> found) {
        var next = found.size() < query.limit()
                ? Optional.<Cursor>empty()
                : Optional.of(Cursor.at(found.getLast(), query));
        return read(found, next);
    }

    private Page<R> read(List<StoredDocument> all, Optional<Cursor> next) {
        var found = new ArrayList<Versioned<R>>(all.size());
        var unreadable = new ArrayList<Unreadable>();
        for (var stored : all) {
            try {
                found.add(decode(stored));
            } catch (DamagedDocument | ShreddedKeys why) {
                unreadable.add(new Unreadable(stored.tenant(), stored.id(), why));
            }
        }
        return new Page<>(found, unreadable, next);
    }

    Versioned<R> decode(StoredDocument stored) {
        try {
            var record = type.codec().decode(stored.id(), sealing.open(stored));
            return new Versioned<>(stored.tenant(), record, stored.version());
        } catch (DamagedDocument damaged) {
            throw new DamagedDocument(type.schema() + ": " + damaged.getMessage(), damaged);
        }
    }

    private Key key(String id) {
        return new Key(type.schema(), tenant, id);
    }

    private void requireOurs(Query query) {
        if (!type.schema().has(query.index()) || query.index().acrossTenants()) {
            throw new IllegalArgumentException(
                    type.schema() + " has no index " + query.index().name() + " within a tenant");
        }
    }
}
