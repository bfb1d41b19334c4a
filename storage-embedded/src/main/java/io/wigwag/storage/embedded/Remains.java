package io.wigwag.storage.embedded;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Kind;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the indexes still say of a document whose body does not read: enough to walk past it, and to take it away.
final class Remains {
    private Remains() {}

    static StoredDocument of(SqlSession session, Schema schema, StoredDocument damaged) throws SQLException {
        var key = new Key(schema, damaged.tenant(), damaged.id());
        var known = Document.builder();
        for (var field : Layout.columns(schema)) {
            if (!field.equals(Field.ID)) {
                column(session, key, field).ifPresent(value -> known.put(field.name(), value));
            }
        }
        for (var index : schema.indexes()) {
            if (index.type() == Index.Type.WORDS) {
                words(session, key, index)
                        .ifPresent(words -> known.put(index.fields().getFirst().name(), words));
            }
        }
        var why = damaged.damage().orElse("");
        return StoredDocument.damaged(damaged.tenant(), damaged.id(), damaged.version(), known.build(), why);
    }

    private static Optional<Value> column(SqlSession session, Key key, Field<?> field) throws SQLException {
        var select = "SELECT " + Layout.column(field) + " FROM " + Layout.table(key.schema());
        return session.query(where(select, key), row -> value(field, row)).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// There are none as long as the index is only being made.
    private static Optional<Value> words(SqlSession session, Key key, Index index) throws SQLException {
        var table = Layout.words(key.schema(), index);
        var made = Sql.of("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", table)
                .build();
        if (session.query(made, row -> true).isEmpty()) {
            return Optional.empty();
        }
        List<Value> words =
                session.query(where("SELECT word FROM " + table, key), row -> new Value.Text(row.getString(1)));
        return words.isEmpty() ? Optional.empty() : Optional.of(new Value.Many(words));
    }

    private static Sql where(String select, Key key) {
        return Sql.of(select + " WHERE tenant = ?", key.tenant().name())
                .add(" AND id = ?", key.id())
                .build();
    }

    private static Optional<Value> value(Field<?> field, ResultSet row) throws SQLException {
        if (row.getObject(1) == null) {
            return Optional.empty();
        }
        if (field.kind().equals(Kind.TEXT)) {
            return Optional.of(new Value.Text(row.getString(1)));
        }
        if (field.kind().equals(Kind.FLAG)) {
            return Optional.of(new Value.Flag(row.getLong(1) != 0));
        }
        return Optional.of(
                field.kind().equals(Kind.MOMENT)
                        ? new Value.Moment(Instant.ofEpochMilli(row.getLong(1)))
                        : new Value.Whole(row.getLong(1)));
    }
}
