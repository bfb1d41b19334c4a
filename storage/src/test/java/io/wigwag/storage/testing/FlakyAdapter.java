package io.wigwag.storage.testing;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Write;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Another adapter over a bad connection: a call may get lost on its way there, or its answer on the way back. The
/// adapter behind it is not closed with it.
public final class FlakyAdapter implements DocumentAdapter {
    private final DocumentAdapter behind;
    private final BooleanSupplier loses;

    /// @param loses asked twice for each call
    public FlakyAdapter(DocumentAdapter behind, BooleanSupplier loses) {
        this.behind = behind;
        this.loses = loses;
    }

    private <T> T call(Supplier<T> question) {
        if (loses.getAsBoolean()) {
            throw new StoreUnavailable("lost on the way there", true);
        }
        var answer = question.get();
        if (loses.getAsBoolean()) {
            throw new StoreUnavailable("lost on the way back", true);
        }
        return answer;
    }

    @Override
    public void declare(Collection<Schema> schemas) {
        behind.declare(schemas);
    }

    @Override
    public List<StoredDocument> load(Schema schema, Tenant tenant, Collection<String> ids) {
        return call(() -> behind.load(schema, tenant, ids));
    }

    @Override
    public List<StoredDocument> find(Schema schema, Tenant tenant, Query query) {
        return call(() -> behind.find(schema, tenant, query));
    }

    @Override
    public void write(List<Write> batch) {
        call(() -> {
            behind.write(batch);
            return batch;
        });
    }

    @Override
    public Optional<StoredDocument> update(Schema schema, Tenant tenant, Query query, Update update) {
        return call(() -> behind.update(schema, tenant, query, update));
    }

    @Override
    public int delete(Schema schema, Tenant tenant, Query query) {
        return call(() -> behind.delete(schema, tenant, query));
    }

    @Override
    public void close() {
        // The one behind goes on.
    }
}
