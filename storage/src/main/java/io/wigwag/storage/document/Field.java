package io.wigwag.storage.document;

import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.List;

/// A typed name in a document. Fields are constants of a codec; the same ones declare its indexes and build
/// queries.
public record Field<V>(String name, Kind<V> kind) {
    /// The document's id, as a field of [Index#BY_ID]; no document carries it among its own.
    public static final Field<String> ID = new Field<>("id", Kind.TEXT);

    public Field {
        Names.check("field", name);
    }

    public static Field<String> text(String name) {
        return new Field<>(name, Kind.TEXT);
    }

    public static Field<Long> whole(String name) {
        return new Field<>(name, Kind.WHOLE);
    }

    public static Field<Double> real(String name) {
        return new Field<>(name, Kind.REAL);
    }

    public static Field<Boolean> flag(String name) {
        return new Field<>(name, Kind.FLAG);
    }

    public static Field<Instant> moment(String name) {
        return new Field<>(name, Kind.MOMENT);
    }

    public static Field<Octets> bytes(String name) {
        return new Field<>(name, Kind.BYTES);
    }

    public static Field<Document> nested(String name) {
        return new Field<>(name, Kind.NESTED);
    }

    public static Field<List<String>> texts(String name) {
        return new Field<>(name, Kind.TEXTS);
    }

    public static Field<List<Document>> documents(String name) {
        return new Field<>(name, Kind.DOCUMENTS);
    }

    public Value of(V value) {
        return kind.wrap(value);
    }
}
