package io.wigwag.storage.document;

import java.util.ArrayList;
import java.util.List;

/// A walk along one index: equality on its first fields, then at most one range on the field after them, in the
/// index's order or against it. Nothing else can be asked, so nothing ever scans. Its methods give changed
/// copies.
///
/// On an index of words, the first equality is a list of words, and documents are found that have all of them.
public record Query(Index index, List<Value> equal, List<Bound> range, boolean descending, int limit, Cursor after) {
    public static final int MAX_LIMIT = 10_000;

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_WORDS = 16;

    public Query {
        equal = List.copyOf(equal);
        range = List.copyOf(range);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1.." + MAX_LIMIT + ")");
        }
    }

    /// All that is in the index, the first hundred.
    public static Query on(Index index) {
        return new Query(index, List.of(), List.of(), false, DEFAULT_LIMIT, Cursor.START);
    }

    /// The one document with this id.
    public static Query byId(String id) {
        return on(Index.BY_ID).where(Field.ID, id).limit(1);
    }

    /// The next field of the index has this value.
    public <V> Query where(Field<V> field, V value) {
        requireNext(field);
        var wrapped = field.of(value);
        if (wrapped instanceof Value.Many(var words) && (words.isEmpty() || words.size() > MAX_WORDS)) {
            throw new IllegalArgumentException(words.size() + " words (expected: 1.." + MAX_WORDS + ")");
        }
        var longer = new ArrayList<>(equal);
        longer.add(wrapped);
        return new Query(index, longer, range, descending, limit, after);
    }

    public <V> Query atLeast(Field<V> field, V value) {
        return bounded(field, Bound.Side.AT_LEAST, value);
    }

    public <V> Query above(Field<V> field, V value) {
        return bounded(field, Bound.Side.ABOVE, value);
    }

    public <V> Query atMost(Field<V> field, V value) {
        return bounded(field, Bound.Side.AT_MOST, value);
    }

    public <V> Query below(Field<V> field, V value) {
        return bounded(field, Bound.Side.BELOW, value);
    }

    /// The next field of the index begins with this text.
    public Query startingWith(Field<String> field, String prefix) {
        return atLeast(field, prefix).below(field, successor(prefix));
    }

    public Query backwards() {
        return new Query(index, equal, range, true, limit, after);
    }

    public Query limit(int documents) {
        return new Query(index, equal, range, descending, documents, after);
    }

    /// Goes on where another page of the same query ended.
    public Query after(Cursor cursor) {
        return new Query(index, equal, range, descending, limit, cursor);
    }

    /// Goes on at a cursor that somebody outside has kept.
    public Query after(String cursor) throws MalformedCursor {
        var parsed = Cursor.parse(cursor);
        var open = openFields();
        if (parsed.key().size() != open.size() || parsed.tenant().isEmpty()) {
            throw new MalformedCursor();
        }
        for (var i = 0; i < open.size(); i++) {
            if (!open.get(i).kind().admits(parsed.key().get(i))) {
                throw new MalformedCursor();
            }
        }
        return after(parsed);
    }

    /// The index's fields that have no equality: by them, then by tenant where that is open, then by id the
    /// answer is sorted.
    public List<Field<?>> openFields() {
        var open = index.fields().subList(equal.size(), index.fields().size());
        if (index.type() == Index.Type.WORDS && equal.isEmpty()) {
            throw new IllegalArgumentException("index " + index.name() + " needs words");
        }
        return open;
    }

    private <V> Query bounded(Field<V> field, Bound.Side side, V value) {
        requireNext(field);
        if (!field.kind().isOrdered()) {
            throw new IllegalArgumentException("no range over " + field.kind() + " in " + field.name());
        }
        var longer = new ArrayList<>(range);
        longer.add(new Bound(side, field.of(value)));
        return new Query(index, equal, longer, descending, limit, after);
    }

    private void requireNext(Field<?> field) {
        var at = equal.size();
        if (at >= index.fields().size() || !index.fields().get(at).equals(field)) {
            throw new IllegalArgumentException("index " + index.name() + " does not serve " + field.name() + " there");
        }
    }

    /// The first text after all those that begin with `prefix`.
    private static String successor(String prefix) {
        var points = prefix.codePoints().toArray();
        var last = points.length - 1;
        while (last >= 0 && points[last] == Character.MAX_CODE_POINT) {
            last--;
        }
        if (last < 0) {
            throw new IllegalArgumentException("a prefix after which nothing comes");
        }
        // Surrogates are no characters of their own.
        points[last] = points[last] == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : points[last] + 1;
        return new String(points, 0, last + 1);
    }
}
