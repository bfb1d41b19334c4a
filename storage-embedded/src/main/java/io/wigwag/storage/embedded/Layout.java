package io.wigwag.storage.embedded;

import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// How a collection's parts are called in SQL.
final class Layout {
    /// Stands in no declared name, so that no two declarations end in one.
    static final String SEPARATOR = "$";

    private Layout() {}

    static String table(Schema schema) {
        return "d_" + schema.name();
    }

    static String words(Schema schema, Index index) {
        return "w_" + schema.name() + SEPARATOR + index.name();
    }

    static String name(Schema schema, Index index) {
        return index.equals(Index.BY_ID) || index.equals(Index.EVERYTHING)
                ? "sqlite_autoindex_" + table(schema) + "_1"
                : "i_" + schema.name() + SEPARATOR + index.name();
    }

    static String column(Field<?> field) {
        return field.equals(Field.ID) ? "id" : "f_" + field.name();
    }

    /// Fields that have a column: all that some index orders by.
    static List<Field<?>> columns(Schema schema) {
        return schema.indexedFields().stream()
                .filter(field -> !isWords(schema, field))
                .toList();
    }

    /// The fields that sort an index of words, after the words themselves.
    static List<Field<?>> order(Index index) {
        return index.fields()
                .subList(
                        index.type() == Index.Type.WORDS ? 1 : 0, index.fields().size());
    }

    private static boolean isWords(Schema schema, Field<?> field) {
        return schema.indexes().stream()
                .anyMatch(index -> index.type() == Index.Type.WORDS
                        && index.fields().getFirst().equals(field));
    }

    static String createTable(Schema schema) {
        return "CREATE TABLE " + table(schema) + " (tenant TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,"
                + " body BLOB NOT NULL, PRIMARY KEY (tenant, id))";
    }

    /// One line, always the same for the same declaration: compared with what is there.
    static String createIndex(Schema schema, Index index) {
        var unique = index.type() == Index.Type.UNIQUE;
        return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + name(schema, index) + " ON " + table(schema) + " ("
                + String.join(", ", key(index, order(index), !unique)) + ") WHERE "
                + index.fields().stream()
                        .map(field -> column(field) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "));
    }

    static String createWords(Schema schema, Index index) {
        var columns = new ArrayList<String>();
        columns.add("tenant TEXT NOT NULL");
        columns.add("word TEXT NOT NULL");
        order(index).forEach(field -> columns.add(column(field) + " NOT NULL"));
        columns.add("id TEXT NOT NULL");
        var key = key(index, order(index), true);
        key.add(index.acrossTenants() ? 0 : 1, "word");
        return "CREATE TABLE " + words(schema, index) + " (" + String.join(", ", columns) + ", PRIMARY KEY ("
                + String.join(", ", key) + ")) WITHOUT ROWID";
    }

    private static List<String> key(Index index, List<Field<?>> fields, boolean withId) {
        var key = new ArrayList<String>();
        if (!index.acrossTenants()) {
            key.add("tenant");
        }
        fields.forEach(field -> key.add(column(field)));
        if (withId) {
            if (index.acrossTenants()) {
                key.add("tenant");
            }
            key.add("id");
        }
        return key;
    }
}
