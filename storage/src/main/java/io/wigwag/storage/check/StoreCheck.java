package io.wigwag.storage.check;

import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.ShreddedKeys;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.seal.OpenedDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Opens every document of a collection and counts what its indexes lead to. Changes nothing. Nobody should write
/// meanwhile: an index is counted after the documents, and what came in between looks like a fault.
public final class StoreCheck {
    private static final int PAGE = 500;
    private static final int MOST_TROUBLES = 20;

    private final DocumentAdapter adapter;
    private final DocumentStore store;

    /// @param store over that adapter
    public StoreCheck(DocumentAdapter adapter, DocumentStore store) {
        this.adapter = adapter;
        this.store = store;
    }

    public CollectionFindings check(Schema schema) {
        var walk = new Walk(schema);
        var everything = Query.on(Index.EVERYTHING).limit(PAGE);
        var page = adapter.find(schema, Tenant.SYSTEM, everything);
        while (!page.isEmpty()) {
            walk.take(page);
            page = adapter.find(schema, Tenant.SYSTEM, everything.after(Cursor.at(page.getLast(), everything)));
        }
        walk.compareIndexes();
        return walk.findings();
    }

    /// Whose documents an index should lead to.
    private record Slice(Index index, Tenant tenant) {}

    private final class Walk {
        private final Schema schema;
        private final List<Index> indexes;
        private final Map<Slice, Long> expected = new TreeMap<>(
                Comparator.comparing((Slice slice) -> slice.index().name()).thenComparing(Slice::tenant));
        private final List<String> troubles = new ArrayList<>();
        private long documents;
        private long shredded;

        private Walk(Schema schema) {
            this.schema = schema;
            // An index of words leads to a document once for each word, and only those who ask for words.
            this.indexes = schema.indexes().stream()
                    .filter(index -> index.type() != Index.Type.WORDS)
                    .toList();
        }

        private void take(List<StoredDocument> page) {
            documents += page.size();
            for (var stored : page) {
                for (var index : indexes) {
                    if (stored.isIn(index)) {
                        expected.merge(slice(index, stored.tenant()), 1L, Long::sum);
                    }
                }
            }
            var byTenant = page.stream()
                    .collect(Collectors.groupingBy(
                            StoredDocument::tenant,
                            LinkedHashMap::new,
                            Collectors.mapping(StoredDocument::id, Collectors.toList())));
            byTenant.forEach(this::open);
        }

        private void open(Tenant tenant, List<String> ids) {
            for (var unreadable :
                    store.records(OpenedDocument.of(schema), tenant).among(ids).unreadable()) {
                if (unreadable.why() instanceof ShreddedKeys) {
                    shredded++;
                } else {
                    trouble(schema + " of " + tenant.name() + ", " + unreadable.id() + ": "
                            + unreadable.why().getMessage());
                }
            }
        }

        private void compareIndexes() {
            expected.forEach((slice, count) -> {
                var led = count(slice);
                if (led != count) {
                    trouble("index " + slice.index().name() + " of " + schema + " leads to " + led + " documents of "
                            + slice.tenant().name() + " instead of " + count);
                }
            });
        }

        private long count(Slice slice) {
            var query = Query.on(slice.index()).limit(PAGE);
            var count = 0L;
            var page = adapter.find(schema, slice.tenant(), query);
            while (!page.isEmpty()) {
                count += page.size();
                page = adapter.find(schema, slice.tenant(), query.after(Cursor.at(page.getLast(), query)));
            }
            return count;
        }

        private static Slice slice(Index index, Tenant tenant) {
            return new Slice(index, index.acrossTenants() ? Tenant.SYSTEM : tenant);
        }

        private void trouble(String words) {
            if (troubles.size() < MOST_TROUBLES) {
                troubles.add(words);
            } else if (troubles.size() == MOST_TROUBLES) {
                troubles.add("and more in " + schema);
            }
        }

        private CollectionFindings findings() {
            return new CollectionFindings(documents, shredded, troubles);
        }
    }
}
