package io.wigwag.storage.embedded;

import io.wigwag.storage.document.Bound;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A query as a statement that SQLite answers from the query's index, or refuses: `INDEXED BY` leaves it no choice.
final class Walk {
    private final Schema schema;
    private final Tenant tenant;
    private final Query query;
    private final boolean overWords;
    /// The table that the index's columns are taken from.
    private final String at;

    private Walk(Schema schema, Tenant tenant, Query query) {
        this.schema = schema;
        this.tenant = tenant;
        this.query = query;
        this.overWords = query.index().type() == Index.Type.WORDS;
        this.at = overWords ? "w." : "d.";
    }

    static Sql of(Schema schema, Tenant tenant, Query query) {
        return new Walk(schema, tenant, query).sql();
    }

    private Sql sql() {
        var sql = Sql.of("SELECT d.tenant, d.id, d.version, d.body FROM ");
        if (overWords) {
            // CROSS keeps the order of the two: along the words, then to each document.
            sql.add(Layout.words(schema, query.index()) + " w CROSS JOIN " + Layout.table(schema)
                    + " d ON d.tenant = w.tenant AND d.id = w.id");
        } else {
            sql.add(Layout.table(schema) + " d INDEXED BY " + Layout.name(schema, query.index()));
        }
        sql.add(" WHERE 1");
        if (!query.index().acrossTenants()) {
            sql.add(" AND " + at + "tenant = ?", tenant.name());
        }
        equalities(sql);
        for (var bound : query.range()) {
            sql.add(" AND " + at + column(query.equal().size()) + sign(bound.side()) + "?", bound.value());
        }
        presences(sql);
        cursor(sql);
        var direction = query.descending() ? " DESC" : "";
        var order = order();
        if (!order.isEmpty()) {
            sql.add(" ORDER BY "
                    + order.stream().map(column -> at + column + direction).collect(Collectors.joining(", ")));
        }
        return sql.add(" LIMIT ?", query.limit()).build();
    }

    private void equalities(Sql.Builder sql) {
        for (var i = 0; i < query.equal().size(); i++) {
            if (query.equal().get(i) instanceof Value.Many(var words)) {
                sql.add(" AND w.word = ?", words.getFirst());
                words.stream().skip(1).forEach(word -> sql.add(alsoUnder(), word));
            } else {
                sql.add(" AND " + at + column(i) + " = ?", query.equal().get(i));
            }
        }
    }

    /// The same document stands under a further word, at the same place of the same table.
    private String alsoUnder() {
        var same = new ArrayList<>(List.of("tenant", "id"));
        Layout.order(query.index()).forEach(field -> same.add(Layout.column(field)));
        return " AND EXISTS (SELECT 1 FROM " + Layout.words(schema, query.index()) + " x WHERE x.word = ? AND "
                + same.stream().map(column -> "x." + column + " = w." + column).collect(Collectors.joining(" AND "))
                + ")";
    }

    /// What makes SQLite see that the index, which is partial, has all that is asked for.
    private void presences(Sql.Builder sql) {
        if (!overWords) {
            query.openFields().forEach(field -> sql.add(" AND d." + Layout.column(field) + " IS NOT NULL"));
        }
    }

    private void cursor(Sql.Builder sql) {
        var cursor = query.after();
        if (cursor.isStart()) {
            return;
        }
        var columns = new ArrayList<String>();
        var place = new ArrayList<>(cursor.key());
        query.openFields().forEach(field -> columns.add(at + Layout.column(field)));
        if (query.index().acrossTenants()) {
            columns.add(at + "tenant");
            place.add(new Value.Text(cursor.tenant()));
        }
        columns.add(at + "id");
        place.add(new Value.Text(cursor.id()));
        var marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        sql.addAll(
                " AND (" + String.join(", ", columns) + ") " + (query.descending() ? "<" : ">") + " (" + marks + ")",
                place);
    }

    private List<String> order() {
        var order = new ArrayList<String>();
        query.openFields().forEach(field -> order.add(Layout.column(field)));
        // No two documents share a place in a unique index, and it does not hold what would come next.
        if (query.index().type() != Index.Type.UNIQUE) {
            if (query.index().acrossTenants()) {
                order.add("tenant");
            }
            order.add("id");
        }
        return order;
    }

    private String column(int field) {
        return Layout.column(query.index().fields().get(field));
    }

    private static String sign(Bound.Side side) {
        return switch (side) {
            case AT_LEAST -> " >= ";
            case ABOVE -> " > ";
            case AT_MOST -> " <= ";
            case BELOW -> " < ";
        };
    }
}
