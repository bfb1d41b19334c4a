package io.wigwag.storage.embedded;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentBytes;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.MalformedDocument;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Documents as rows: reads them, puts them with all that their indexes need, takes them away. Its methods belong to
/// the session's thread; those that write, to the writer.
final class Rows {
    private static final int IDS_AT_ONCE = 500;
    private static final String DOCUMENT = "SELECT tenant, id, version, body FROM ";

    private Rows() {}

    static Optional<StoredDocument> read(SqlSession session, Key key) throws SQLException {
        var sql = Sql.of(
                        DOCUMENT + Layout.table(key.schema()) + " WHERE tenant = ?",
                        key.tenant().name())
                .add(" AND id = ?", key.id())
                .build();
        return documents(session, key.schema(), sql).stream().findFirst();
    }

    static List<StoredDocument> load(SqlSession session, Schema schema, Tenant tenant, Collection<String> ids)
            throws SQLException {
        var wanted = ids.stream().distinct().toList();
        var found = new ArrayList<StoredDocument>();
        for (var from = 0; from < wanted.size(); from += IDS_AT_ONCE) {
            var some = wanted.subList(from, Math.min(wanted.size(), from + IDS_AT_ONCE));
            // Padded to a few lengths, so that as few statements are kept.
            var marks = Integer.highestOneBit(Math.max(1, some.size() * 2 - 1));
            var padded = new ArrayList<Value>();
            some.forEach(id -> padded.add(new Value.Text(id)));
            while (padded.size() < marks) {
                padded.add(padded.getLast());
            }
            var sql = Sql.of(DOCUMENT + Layout.table(schema) + " WHERE tenant = ?", tenant.name())
                    .addAll(" AND id IN (?" + ", ?".repeat(marks - 1) + ")", padded)
                    .build();
            found.addAll(documents(session, schema, sql));
        }
        return found;
    }

    static List<StoredDocument> find(SqlSession session, Schema schema, Tenant tenant, Query query)
            throws SQLException {
        return documents(session, schema, Walk.of(schema, tenant, query));
    }

    /// Puts a document where `before` was, if anything was there. A refused one changes nothing: the row comes first,
    /// and only it can be refused.
    static void put(SqlSession session, Key key, Optional<StoredDocument> before, long version, Document document)
            throws SQLException {
        var after = new StoredDocument(key.tenant(), key.id(), version, document);
        var steps = new ArrayList<Sql>();
        steps.add(upsert(key, version, document));
        for (var index : words(key.schema())) {
            before.ifPresent(stored -> steps.addAll(removeWords(key.schema(), index, stored)));
            steps.addAll(addWords(key.schema(), index, after));
        }
        for (var step : steps) {
            session.update(step);
        }
    }

    static void delete(SqlSession session, Schema schema, StoredDocument stored) throws SQLException {
        var steps = new ArrayList<Sql>();
        steps.add(Sql.of(
                        "DELETE FROM " + Layout.table(schema) + " WHERE tenant = ?",
                        stored.tenant().name())
                .add(" AND id = ?", stored.id())
                .build());
        words(schema).forEach(index -> steps.addAll(removeWords(schema, index, stored)));
        for (var step : steps) {
            session.update(step);
        }
    }

    private static Sql upsert(Key key, long version, Document document) {
        var values = new ArrayList<Value>();
        var names = new StringBuilder("tenant, id, version, body");
        var marks = new StringBuilder("?, ?, ?, ?");
        var changes = new StringBuilder("version = excluded.version, body = excluded.body");
        values.add(new Value.Text(key.tenant().name()));
        values.add(new Value.Text(key.id()));
        values.add(new Value.Whole(version));
        values.add(new Value.Bytes(DocumentBytes.write(document)));
        for (var field : Layout.columns(key.schema())) {
            var column = Layout.column(field);
            names.append(", ").append(column);
            changes.append(", ").append(column).append(" = excluded.").append(column);
            var value = document.value(field.name());
            marks.append(value.isPresent() ? ", ?" : ", NULL");
            value.ifPresent(values::add);
        }
        return new Sql(
                "INSERT INTO " + Layout.table(key.schema()) + " (" + names + ") VALUES (" + marks
                        + ") ON CONFLICT (tenant, id) DO UPDATE SET " + changes,
                values);
    }

    /// The unique index in which another document has this one's place.
    static Optional<Index> collision(SqlSession session, Key key, Document document) throws SQLException {
        var wanted = new StoredDocument(key.tenant(), key.id(), 0, document);
        for (var index : key.schema().indexes()) {
            if (index.type() == Index.Type.UNIQUE && wanted.isIn(index)) {
                var sql = Sql.of(
                        "SELECT 1 FROM " + Layout.table(key.schema()) + " INDEXED BY "
                                + Layout.name(key.schema(), index) + " WHERE NOT (tenant = ?",
                        key.tenant().name());
                sql.add(" AND id = ?)", key.id());
                if (!index.acrossTenants()) {
                    sql.add(" AND tenant = ?", key.tenant().name());
                }
                for (var field : index.fields()) {
                    sql.add(" AND " + Layout.column(field) + " = ?", wanted.indexed(field));
                }
                if (!session.query(sql.build(), row -> true).isEmpty()) {
                    return Optional.of(index);
                }
            }
        }
        return Optional.empty();
    }

    static List<Sql> addWords(Schema schema, Index index, StoredDocument stored) {
        var order = Layout.order(index);
        var names = new StringBuilder("tenant, word, id");
        order.forEach(field -> names.append(", ").append(Layout.column(field)));
        var into = "INSERT INTO " + Layout.words(schema, index) + " (" + names + ") VALUES (?, ?, ?"
                + ", ?".repeat(order.size()) + ")";
        var steps = new ArrayList<Sql>();
        for (var word : words(index, stored)) {
            var values = new ArrayList<Value>();
            values.add(new Value.Text(stored.tenant().name()));
            values.add(new Value.Text(word));
            values.add(new Value.Text(stored.id()));
            order.forEach(field -> values.add(stored.indexed(field)));
            steps.add(new Sql(into, values));
        }
        return steps;
    }

    private static List<Sql> removeWords(Schema schema, Index index, StoredDocument stored) {
        var steps = new ArrayList<Sql>();
        for (var word : words(index, stored)) {
            var sql = Sql.of(
                            "DELETE FROM " + Layout.words(schema, index) + " WHERE tenant = ?",
                            stored.tenant().name())
                    .add(" AND word = ?", word)
                    .add(" AND id = ?", stored.id());
            Layout.order(index)
                    .forEach(field -> sql.add(" AND " + Layout.column(field) + " = ?", stored.indexed(field)));
            steps.add(sql.build());
        }
        return steps;
    }

    private static List<Index> words(Schema schema) {
        return schema.indexes().stream()
                .filter(index -> index.type() == Index.Type.WORDS)
                .toList();
    }

    /// Each word once; none when the document is not in the index.
    private static Collection<String> words(Index index, StoredDocument stored) {
        var words = new TreeSet<String>();
        if (stored.isIn(index) && stored.indexed(index.fields().getFirst()) instanceof Value.Many(var values)) {
            for (var value : values) {
                if (value instanceof Value.Text(var word)) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    private static List<StoredDocument> documents(SqlSession session, Schema schema, Sql sql) throws SQLException {
        var found = session.query(sql, Rows::document);
        if (found.stream().anyMatch(StoredDocument::isDamaged)) {
            for (var at = found.listIterator(); at.hasNext(); ) {
                var stored = at.next();
                if (stored.isDamaged()) {
                    at.set(Remains.of(session, schema, stored));
                }
            }
        }
        return found;
    }

    private static StoredDocument document(ResultSet row) throws SQLException {
        var tenant = new Tenant(row.getString(1));
        var id = row.getString(2);
        var version = row.getLong(3);
        try {
            return new StoredDocument(tenant, id, version, DocumentBytes.readDocument(SqlSession.bytes(row, 4)));
        } catch (MalformedDocument malformed) {
            return StoredDocument.damaged(tenant, id, version, Document.EMPTY, "its bytes are no document");
        }
    }
}
