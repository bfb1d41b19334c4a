package io.wigwag.benchmarks.storage;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Write;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Counts how often a database is asked to write and to read.
final class CountingAdapter implements DocumentAdapter {
    private final DocumentAdapter adapter;
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();

    CountingAdapter(DocumentAdapter adapter) {
        this.adapter = adapter;
    }

    long writes() {
        return writes.get();
    }

    long reads() {
        return reads.get();
    }

    @Override
    public void declare(Collection<Schema> schemas) {
        adapter.declare(schemas);
    }

    @Override
    public List<StoredDocument> load(Schema schema, Tenant tenant, Collection<String> ids) {
        reads.incrementAndGet();
        return adapter.load(schema, tenant, ids);
    }

    @Override
    public List<StoredDocument> find(Schema schema, Tenant tenant, Query query) {
        reads.incrementAndGet();
        return adapter.find(schema, tenant, query);
    }

    @Override
    public void write(List<Write> batch) {
        writes.incrementAndGet();
        adapter.write(batch);
    }

    @Override
    public Optional<StoredDocument> update(Schema schema, Tenant tenant, Query query, Update update) {
        writes.incrementAndGet();
        return adapter.update(schema, tenant, query, update);
    }

    @Override
    public int delete(Schema schema, Tenant tenant, Query query) {
        writes.incrementAndGet();
        return adapter.delete(schema, tenant, query);
    }

    @Override
    public void close() {
        adapter.close();
    }
}
