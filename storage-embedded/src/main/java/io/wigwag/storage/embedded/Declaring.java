package io.wigwag.storage.embedded;

import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Brings a collection's table, columns and indexes in line with its declaration. Runs in one transaction of the
/// writer: it is done as a whole or not at all.
final class Declaring {
    private final SqlSession session;
    private final Schema schema;

    private Declaring(SqlSession session, Schema schema) {
        this.session = session;
        this.schema = schema;
    }

    static void prepare(SqlSession session) throws SQLException {
        session.execute("CREATE TABLE IF NOT EXISTS fences (collection TEXT NOT NULL, tenant TEXT NOT NULL,"
                + " scope TEXT NOT NULL, token INTEGER NOT NULL, PRIMARY KEY (collection, tenant, scope))"
                + " WITHOUT ROWID");
        session.execute("CREATE TABLE IF NOT EXISTS filled (collection TEXT NOT NULL, field TEXT NOT NULL,"
                + " PRIMARY KEY (collection, field)) WITHOUT ROWID");
    }

    static void declare(SqlSession session, Schema schema) throws SQLException {
        new Declaring(session, schema).declare();
    }

    private void declare() throws SQLException {
        var table = Layout.table(schema);
        var namesakes = session.query(
                Sql.of("SELECT name FROM sqlite_schema WHERE type = 'table' AND lower(name) = lower(?", table)
                        .add(")")
                        .build(),
                row -> row.getString(1));
        if (namesakes.isEmpty()) {
            session.execute(Layout.createTable(schema));
        } else if (!namesakes.getFirst().equals(table)) {
            throw new StoreUnavailable("two collections differ only in case: " + schema.name(), false);
        }
        columns();
        indexes();
        words();
    }

    /// A column is kept up while its field is indexed. One that was not for a while, because another version of the
    /// program had the file, is filled again.
    private void columns() throws SQLException {
        var present = new HashSet<>(session.query(
                Sql.plain("SELECT name FROM pragma_table_info('" + Layout.table(schema) + "')"),
                row -> row.getString(1)));
        var filled = new HashSet<>(session.query(
                Sql.of("SELECT field FROM filled WHERE collection = ?", schema.name())
                        .build(),
                row -> row.getString(1)));
        var missing = new HashSet<Field<?>>();
        for (var field : Layout.columns(schema)) {
            if (!present.contains(Layout.column(field))) {
                session.execute("ALTER TABLE " + Layout.table(schema) + " ADD COLUMN " + Layout.column(field));
            }
            if (!filled.remove(field.name())) {
                session.execute("UPDATE " + Layout.table(schema) + " SET " + Layout.column(field) + " = NULL");
                missing.add(field);
                session.update(Sql.of("INSERT INTO filled (collection, field) VALUES (?", schema.name())
                        .add(", ?)", field.name())
                        .build());
            }
        }
        if (!missing.isEmpty()) {
            everyDocument(stored -> fill(stored, missing));
        }
        for (var abandoned : filled) {
            session.update(Sql.of("DELETE FROM filled WHERE collection = ?", schema.name())
                    .add(" AND field = ?", abandoned)
                    .build());
        }
    }

    private void fill(StoredDocument stored, Set<Field<?>> fields) throws SQLException {
        for (var field : fields) {
            var value = stored.document().value(field.name());
            if (value.isPresent()) {
                session.update(
                        Sql.of("UPDATE " + Layout.table(schema) + " SET " + Layout.column(field) + " = ?", value.get())
                                .add(" WHERE tenant = ?", stored.tenant().name())
                                .add(" AND id = ?", stored.id())
                                .build());
            }
        }
    }

    private void indexes() throws SQLException {
        var wanted = new HashSet<String>();
        for (var index : schema.indexes()) {
            if (index.type() != Index.Type.WORDS) {
                wanted.add(Layout.createIndex(schema, index));
            }
        }
        var present = session.query(
                Sql.of(
                                "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
                                        + " AND tbl_name = ?",
                                Layout.table(schema))
                        .build(),
                row -> List.of(row.getString(1), row.getString(2)));
        for (var index : present) {
            if (!wanted.remove(index.getLast())) {
                session.execute("DROP INDEX " + index.getFirst());
            }
        }
        for (var sql : wanted) {
            try {
                session.execute(sql);
            } catch (SQLException failed) {
                if (Failures.isConstraint(failed)) {
                    throw new StoreUnavailable(
                            "documents contradict a unique index of " + schema.name(), false, failed);
                }
                throw failed;
            }
        }
    }

    private void words() throws SQLException {
        var present = new HashSet<>(session.query(
                Sql.of(
                                "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name GLOB ?",
                                "w_" + schema.name() + Layout.SEPARATOR + "*")
                        .build(),
                row -> row.getString(1)));
        for (var index : schema.indexes()) {
            if (index.type() == Index.Type.WORDS && !present.remove(Layout.createWords(schema, index))) {
                session.execute("DROP TABLE IF EXISTS " + Layout.words(schema, index));
                session.execute(Layout.createWords(schema, index));
                everyDocument(stored -> {
                    for (var step : Rows.addWords(schema, index, stored)) {
                        session.update(step);
                    }
                });
            }
        }
        for (var abandoned : present) {
            session.execute("DROP TABLE IF EXISTS " + abandoned.split(" ", -1)[2]);
        }
    }

    private interface Visitor {
        void visit(StoredDocument stored) throws SQLException;
    }

    /// All documents that read, a part at a time, in the order of their ids.
    private void everyDocument(Visitor visitor) throws SQLException {
        var query = Query.on(Index.EVERYTHING).limit(1_000);
        while (true) {
            var found = Rows.find(session, schema, Tenant.SYSTEM, query);
            for (var stored : found) {
                if (!stored.isDamaged()) {
                    visitor.visit(stored);
                }
            }
            if (found.size() < query.limit()) {
                return;
            }
            query = query.after(Cursor.at(found.getLast(), query));
        }
    }
}
