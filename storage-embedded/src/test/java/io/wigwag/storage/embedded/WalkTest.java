package io.wigwag.storage.embedded;

import static io.wigwag.storage.testing.Note.AT;
import static io.wigwag.storage.testing.Note.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.storage.document.Bound;
import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.testing.Note;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How SQLite means to answer: along the index, in its order, never by looking at everything or by sorting.
class WalkTest {
    @TempDir
    private Path data = Path.of("");

    /// Every shape that an index of notes serves: each number of equalities, with and without a range on the next
    /// field, from the start and after a cursor, both ways.
    private static List<Query> shapes() {
        var shapes = new ArrayList<Query>();
        var indexes = Stream.concat(Note.SCHEMA.indexes().stream(), Stream.of(Index.BY_ID, Index.EVERYTHING));
        for (var index : indexes.toList()) {
            var fields = index.fields();
            var least = index.type() == Index.Type.WORDS ? 1 : 0;
            for (var equal = least; equal <= fields.size(); equal++) {
                var values = fields.subList(0, equal).stream()
                        .map(field -> value(field.kind().toString()))
                        .toList();
                var open = fields.subList(equal, fields.size());
                var key = open.stream()
                        .map(field -> value(field.kind().toString()))
                        .toList();
                for (var descending : List.of(true, false)) {
                    for (var after : List.of(Cursor.START, new Cursor(key, "ana", "id"))) {
                        shapes.add(new Query(index, values, List.of(), descending, 5, after));
                        if (!open.isEmpty()) {
                            var range = List.of(
                                    new Bound(Bound.Side.AT_LEAST, key.getFirst()),
                                    new Bound(Bound.Side.BELOW, key.getFirst()));
                            shapes.add(new Query(index, values, range, descending, 5, after));
                        }
                    }
                }
            }
        }
        return shapes;
    }

    private static Value value(String kind) {
        return switch (kind) {
            case "text" -> new Value.Text("c");
            case "whole" -> new Value.Whole(1);
            case "flag" -> new Value.Flag(true);
            case "moment" -> new Value.Moment(Instant.EPOCH);
            default -> new Value.Many(List.of(new Value.Text("v"), new Value.Text("w")));
        };
    }

    @Test
    void everyShapeIsAWalkAlongItsIndex() throws Exception {
        DataDirectory.open(data).close();
        try (var session = Sessions.reading(data.resolve("wigwag.db"), EmbeddedSettings.DEFAULT)) {
            assertThat(shapes()).hasSizeGreaterThan(60);
            for (var query : shapes()) {
                var sql = Walk.of(Note.SCHEMA, DataDirectory.TENANT, query);
                var plan = session.query(
                        new Sql("EXPLAIN QUERY PLAN " + sql.text(), sql.parameters()), row -> row.getString("detail"));
                assertThat(plan).as(sql.text()).noneMatch(step -> step.contains("TEMP B-TREE"));
                var wholeIndex = query.index().acrossTenants() && query.equal().isEmpty();
                if (!wholeIndex) {
                    assertThat(plan)
                            .as(sql.text())
                            .allMatch(step -> step.startsWith("SEARCH") || step.contains("SUBQUERY"));
                }
                assertThat(plan.getFirst())
                        .as(sql.text())
                        .contains(
                                query.index().type() == Index.Type.WORDS
                                        ? "PRIMARY KEY"
                                        : Layout.name(Note.SCHEMA, query.index()));
            }
        }
    }

    @Test
    void equalityRangeAndCursorAllNarrowTheSearch() throws Exception {
        DataDirectory.open(data).close();
        var query = Query.on(Note.BY_CHAT).where(CHAT, "c").above(AT, Instant.EPOCH);
        try (var session = Sessions.reading(data.resolve("wigwag.db"), EmbeddedSettings.DEFAULT)) {
            var sql = Walk.of(Note.SCHEMA, DataDirectory.TENANT, query);
            assertThat(session.query(
                            new Sql("EXPLAIN QUERY PLAN " + sql.text(), sql.parameters()),
                            row -> row.getString("detail")))
                    .singleElement()
                    .asString()
                    .contains("tenant=? AND f_chat=? AND f_at>?");
        }
    }
}
