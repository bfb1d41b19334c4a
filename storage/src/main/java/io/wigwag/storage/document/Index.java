package io.wigwag.storage.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// A declared order of a collection's documents: by these fields, then by id. It begins with the tenant, unless
/// it goes across tenants (then the tenant comes before the id).
///
/// **A document is in an index only when it has all of its fields.** So an index is partial, and a unique one
/// partially unique, wherever a codec leaves a field out: "at most one open call per chat" is a unique field that
/// only an open call has.
public record Index(String name, Type type, List<Field<?>> fields, boolean acrossTenants) {
    public enum Type {
        PLAIN,
        UNIQUE,
        /// The first field is a list of words (in practice their keyed hashes), and a document stands under each.
        WORDS
    }

    /// Every collection has it: the documents of a tenant by their ids.
    public static final Index BY_ID = new Index("id", Type.UNIQUE, List.of(Field.ID), false);

    /// Every collection has it: all documents by tenant and id, for work on the store as a whole.
    public static final Index EVERYTHING = new Index("everything", Type.PLAIN, List.of(), true);

    private static final int MAX_FIELDS = 6;

    public Index {
        Names.check("index", name);
        fields = List.copyOf(fields);
        if (fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException("index " + name + ": " + fields.size() + " fields");
        }
        if (new HashSet<>(fields).size() < fields.size()) {
            throw new IllegalArgumentException("index " + name + ": a field twice");
        }
        if (type == Type.WORDS && (fields.isEmpty() || !fields.getFirst().kind().equals(Kind.TEXTS))) {
            throw new IllegalArgumentException("index " + name + ": begins with a list of texts");
        }
        for (var field : fields.subList(type == Type.WORDS ? 1 : 0, fields.size())) {
            if (!field.kind().isOrdered()) {
                throw new IllegalArgumentException(
                        "index " + name + ": " + field.kind() + " in " + field.name() + " has no order");
            }
        }
    }

    public static Index of(String name, Field<?>... fields) {
        return new Index(name, Type.PLAIN, List.of(fields), false);
    }

    public static Index unique(String name, Field<?>... fields) {
        return new Index(name, Type.UNIQUE, List.of(fields), false);
    }

    /// Finds documents by words, in the order of further fields.
    public static Index words(String name, Field<List<String>> words, Field<?>... order) {
        var fields = new ArrayList<Field<?>>(List.of(order));
        fields.addFirst(words);
        return new Index(name, Type.WORDS, fields, false);
    }

    /// The same over the documents of all tenants.
    public Index everywhere() {
        return new Index(name, type, fields, true);
    }
}
