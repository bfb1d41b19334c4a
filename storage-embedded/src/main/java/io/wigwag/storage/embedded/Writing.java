package io.wigwag.storage.embedded;

import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.document.WriteConflict;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What the writer does with documents. Nobody writes beside it, so what it has read stays true until it has
/// written.
final class Writing {
    private final SqlSession session;

    Writing(SqlSession session) {
        this.session = session;
    }

    /// All of them or none.
    void declare(Collection<Schema> schemas) throws SQLException {
        session.execute("SAVEPOINT declaring");
        try {
            for (var schema : schemas) {
                Declaring.declare(session, schema);
            }
        } catch (SQLException | RuntimeException refused) {
            session.execute("ROLLBACK TO declaring");
            throw refused;
        } finally {
            session.execute("RELEASE declaring");
        }
    }

    void write(List<Write> batch) throws SQLException {
        for (var step : batch) {
            take(step);
        }
    }

    Optional<StoredDocument> update(Schema schema, Tenant tenant, Query query, Update update) throws SQLException {
        var page = query;
        while (true) {
            var found = Rows.find(session, schema, tenant, page);
            for (var stored : found) {
                // A claim passes by what is damaged; whoever names one document hears of it.
                if ((!stored.isDamaged() || query.openFields().isEmpty()) && update.admits(stored)) {
                    var key = new Key(schema, stored.tenant(), stored.id());
                    return Optional.of(
                            put(key, Optional.of(stored), stored.version() + 1, update.of(stored.document())));
                }
            }
            if (found.size() < page.limit()) {
                break;
            }
            page = query.after(Cursor.at(found.getLast(), query));
        }
        if (update.inserting() && query.equal().getFirst() instanceof Value.Text(var id)) {
            return Optional.of(put(new Key(schema, tenant, id), Optional.empty(), 1, update.of(Document.EMPTY)));
        }
        return Optional.empty();
    }

    int delete(Schema schema, Tenant tenant, Query query) throws SQLException {
        var found = Rows.find(session, schema, tenant, query);
        for (var stored : found) {
            Rows.delete(session, schema, stored);
        }
        return found.size();
    }

    private void take(Write step) throws SQLException {
        switch (step) {
            case Write.Insert(var key, var document) -> {
                if (Rows.read(session, key).isPresent()) {
                    throw new DuplicateKey(key, Index.BY_ID.name());
                }
                put(key, Optional.empty(), 1, document);
            }
            case Write.Replace(var key, var version, var document) -> {
                var before = Rows.read(session, key).filter(stored -> stored.version() == version);
                if (before.isEmpty()) {
                    throw new WriteConflict(key);
                }
                put(key, before, version + 1, document);
            }
            case Write.Modify(var key, var update) -> {
                var before = Rows.read(session, key);
                if (!before.map(update::admits).orElse(update.inserting())) {
                    throw new WriteConflict(key);
                }
                var version = before.map(StoredDocument::version).orElse(0L) + 1;
                var document = before.map(StoredDocument::document).orElse(Document.EMPTY);
                put(key, before, version, update.of(document));
            }
            case Write.Delete(var key) -> {
                var before = Rows.read(session, key);
                if (before.isPresent()) {
                    Rows.delete(session, key.schema(), before.get());
                }
            }
            case Write.Restore(var key, var version, var document) ->
                put(key, Rows.read(session, key), version, document);
            case Write.Guard(var key, var token) -> guard(key, token);
        }
    }

    private StoredDocument put(Key key, Optional<StoredDocument> before, long version, Document document)
            throws SQLException {
        try {
            Rows.put(session, key, before, version, document);
        } catch (SQLException refused) {
            if (Failures.isConstraint(refused)) {
                throw new DuplicateKey(
                        key,
                        Rows.collision(session, key, document).map(Index::name).orElseThrow(() -> refused));
            }
            throw refused;
        }
        return new StoredDocument(key.tenant(), key.id(), version, document);
    }

    private void guard(Key key, long token) throws SQLException {
        var raised = session.update(Sql.of(
                        "INSERT INTO fences (collection, tenant, scope, token) VALUES (?",
                        key.schema().name())
                .add(", ?", key.tenant().name())
                .add(", ?", key.id())
                .add(
                        ", ?) ON CONFLICT (collection, tenant, scope) DO UPDATE SET token = excluded.token"
                                + " WHERE excluded.token >= token",
                        token)
                .build());
        if (raised == 0) {
            throw new StaleOwner(key);
        }
    }
}
