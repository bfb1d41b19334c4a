package io.wigwag.storage.testing;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.document.WriteConflict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a document store does, said in the plainest way: everything under one lock, every query a look at
/// everything. The model that other adapters are compared with, and a store for tests.
public final class MemoryAdapter implements DocumentAdapter {
    private final Map<Key, StoredDocument> documents = new HashMap<>();
    private final Map<Key, Long> fences = new HashMap<>();
    private boolean closed;

    @Override
    public synchronized void declare(Collection<Schema> schemas) {
        requireOpen();
    }

    @Override
    public synchronized List<StoredDocument> load(Schema schema, Tenant tenant, Collection<String> ids) {
        requireOpen();
        return new HashSet<>(ids)
                .stream()
                        .flatMap(id -> at(new Key(schema, tenant, id)).stream())
                        .toList();
    }

    @Override
    public synchronized List<StoredDocument> find(Schema schema, Tenant tenant, Query query) {
        requireOpen();
        var order = order(query);
        return documents.entrySet().stream()
                .filter(entry -> entry.getKey().schema().equals(schema))
                .map(Map.Entry::getValue)
                .filter(stored ->
                        query.index().acrossTenants() || stored.tenant().equals(tenant))
                .filter(stored -> admits(query, stored))
                .sorted(order)
                .filter(stored -> isAfter(query, stored))
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized void write(List<Write> batch) {
        requireOpen();
        batch.forEach(this::apply);
    }

    @Override
    public synchronized Optional<StoredDocument> update(Schema schema, Tenant tenant, Query query, Update update) {
        requireOpen();
        var found = find(schema, tenant, query.limit(Query.MAX_LIMIT)).stream()
                .filter(update::admits)
                .findFirst();
        if (found.isEmpty() && update.inserting()) {
            var key = new Key(schema, tenant, idOf(query));
            apply(new Write.Modify(key, update));
            return at(key);
        }
        return found.map(stored -> {
            var key = new Key(schema, stored.tenant(), stored.id());
            put(key, stored.version() + 1, update.of(stored.document()));
            return at(key).orElseThrow();
        });
    }

    @Override
    public synchronized int delete(Schema schema, Tenant tenant, Query query) {
        var found = find(schema, tenant, query);
        found.forEach(stored -> documents.remove(new Key(schema, stored.tenant(), stored.id())));
        return found.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void apply(Write write) {
        var key = write.key();
        var present = at(key);
        switch (write) {
            case Write.Insert insert -> {
                if (present.isPresent()) {
                    throw new DuplicateKey(key, Index.BY_ID.name());
                }
                put(key, 1, insert.document());
            }
            case Write.Replace replace -> {
                if (present.filter(stored -> stored.version() == replace.version())
                        .isEmpty()) {
                    throw new WriteConflict(key);
                }
                put(key, replace.version() + 1, replace.document());
            }
            case Write.Modify(var target, var update) -> {
                if (present.isEmpty() && update.inserting()) {
                    put(target, 1, update.of(Document.EMPTY));
                } else {
                    var stored = present.filter(update::admits).orElseThrow(() -> new WriteConflict(key));
                    put(target, stored.version() + 1, update.of(stored.document()));
                }
            }
            case Write.Delete delete -> documents.remove(delete.key());
            case Write.Restore restore -> put(key, restore.version(), restore.document());
            case Write.Guard(var fence, var token) -> {
                if (fences.getOrDefault(fence, 0L) > token) {
                    throw new StaleOwner(fence);
                }
                fences.put(fence, token);
            }
        }
    }

    private void put(Key key, long version, Document document) {
        var stored = new StoredDocument(key.tenant(), key.id(), version, document);
        for (var index : key.schema().indexes()) {
            if (index.type() == Index.Type.UNIQUE && stored.isIn(index)) {
                documents.forEach((other, there) -> {
                    if (!other.equals(key)
                            && other.schema().equals(key.schema())
                            && (index.acrossTenants() || other.tenant().equals(key.tenant()))
                            && there.isIn(index)
                            && index.fields().stream()
                                    .allMatch(field -> there.indexed(field).equals(stored.indexed(field)))) {
                        throw new DuplicateKey(key, index.name());
                    }
                });
            }
        }
        documents.put(key, stored);
    }

    private Optional<StoredDocument> at(Key key) {
        return Optional.ofNullable(documents.get(key));
    }

    private static boolean admits(Query query, StoredDocument stored) {
        var index = query.index();
        if (!stored.isIn(index)) {
            return false;
        }
        for (var i = 0; i < query.equal().size(); i++) {
            var wanted = query.equal().get(i);
            var there = stored.indexed(index.fields().get(i));
            if (!fits(wanted, there)) {
                return false;
            }
        }
        return query.range().isEmpty()
                || query.range().stream()
                        .allMatch(bound ->
                                bound.admits(stored.indexed(query.openFields().getFirst())));
    }

    private static boolean fits(Value wanted, Value there) {
        return switch (wanted) {
            case Value.Many(var words) when there instanceof Value.Many(var values) -> values.containsAll(words);
            default -> there.equals(wanted);
        };
    }

    private static Comparator<StoredDocument> order(Query query) {
        var open = query.openFields();
        Comparator<StoredDocument> order = (left, right) -> {
            for (var field : open) {
                var difference = Value.compare(left.indexed(field), right.indexed(field));
                if (difference != 0) {
                    return difference;
                }
            }
            var byTenant = left.tenant().compareTo(right.tenant());
            return byTenant != 0 ? byTenant : Value.compareCodePoints(left.id(), right.id());
        };
        return query.descending() ? order.reversed() : order;
    }

    private static boolean isAfter(Query query, StoredDocument stored) {
        var cursor = query.after();
        if (cursor.isStart()) {
            return true;
        }
        var there = new ArrayList<Value>();
        query.openFields().forEach(field -> there.add(stored.indexed(field)));
        there.add(new Value.Text(stored.tenant().name()));
        there.add(new Value.Text(stored.id()));
        var place = new ArrayList<>(cursor.key());
        place.add(new Value.Text(cursor.tenant()));
        place.add(new Value.Text(cursor.id()));
        for (var i = 0; i < there.size(); i++) {
            var difference = Value.compare(there.get(i), place.get(i));
            if (difference != 0) {
                return query.descending() ? difference < 0 : difference > 0;
            }
        }
        return false;
    }

    private static String idOf(Query query) {
        return query.equal().getFirst() instanceof Value.Text(var id) ? id : "";
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreUnavailable("closed", false);
        }
    }
}
