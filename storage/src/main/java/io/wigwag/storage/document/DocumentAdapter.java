package io.wigwag.storage.document;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What a database must do to keep our documents: the whole of it. Calls block, and may come from any number of
/// threads, virtual ones too. When a write returns it is durable: neither the end of this process nor of the
/// machine undoes it, and every later read sees it. Failures are [StoreException]s and nothing else.
///
/// A query over an index across tenants goes over all of them, whatever tenant is named. Schemas were declared
/// before.
public interface DocumentAdapter extends AutoCloseable {
    /// Makes collections and indexes where they are missing, filling new indexes from what is there. When that
    /// cannot be done: [StoreUnavailable], not retryable. Collections that are not named stay as they are, but a
    /// named one may lose indexes that it declares no longer.
    void declare(Collection<Schema> schemas);

    /// The documents with these ids, as many as there are, in any order.
    List<StoredDocument> load(Schema schema, Tenant tenant, Collection<String> ids);

    /// Those that the query admits, in its order, after its cursor, up to its limit. Ties in the index are
    /// ordered by id, on an index across tenants by tenant and id.
    List<StoredDocument> find(Schema schema, Tenant tenant, Query query);

    /// Takes the steps in their order and stops at the first that cannot be taken, whose failure is thrown.
    /// Whatever goes wrong, even the power: what is there afterwards is the result of the steps up to some point,
    /// each as a whole.
    void write(List<Write> batch);

    /// Changes the first document, in the query's order, that the query and the update's conditions admit, in one
    /// step, and gives it back as it is now. Two callers at once never change it from the same state. An
    /// inserting update comes with a query by id only.
    Optional<StoredDocument> update(Schema schema, Tenant tenant, Query query, Update update);

    /// Removes those that the query admits, up to its limit; how many.
    int delete(Schema schema, Tenant tenant, Query query);

    /// Ends it, after what was begun. Calls afterwards fail with [StoreUnavailable].
    @Override
    void close();
}
