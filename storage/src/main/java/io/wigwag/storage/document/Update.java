package io.wigwag.storage.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Changes of one document that the store makes in one step if all conditions hold. Each field is changed at most
/// once. Its methods give longer copies.
///
/// With [#orInsert()] a document that is not there is made from nothing first; such an update has no conditions.
public record Update(List<Condition> conditions, List<Change> changes, boolean inserting) {
    private static final Update NOTHING = new Update(List.of(), List.of(), false);

    public Update {
        conditions = List.copyOf(conditions);
        changes = List.copyOf(changes);
        var fields = new HashSet<String>();
        for (var change : changes) {
            if (!fields.add(change.field())) {
                throw new IllegalArgumentException(change.field() + " is changed twice");
            }
        }
        if (inserting && !conditions.isEmpty()) {
            throw new IllegalArgumentException("an update that may insert has no conditions");
        }
    }

    public static <V> Update set(Field<V> field, V value) {
        return NOTHING.andSet(field, value);
    }

    public static Update unset(Field<?> field) {
        return NOTHING.andUnset(field);
    }

    public static Update increment(Field<Long> field, long by) {
        return NOTHING.andIncrement(field, by);
    }

    public static <V> Update max(Field<V> field, V value) {
        return NOTHING.andMax(field, value);
    }

    public static <E> Update push(Field<List<E>> field, E element, int keep) {
        return NOTHING.andPush(field, element, keep);
    }

    public <V> Update andSet(Field<V> field, V value) {
        return and(new Change.Set(field.name(), field.of(value)));
    }

    public Update andUnset(Field<?> field) {
        return and(new Change.Unset(field.name()));
    }

    public Update andIncrement(Field<Long> field, long by) {
        return and(new Change.Increment(field.name(), by));
    }

    public <V> Update andMax(Field<V> field, V value) {
        if (!field.kind().equals(Kind.WHOLE) && !field.kind().equals(Kind.MOMENT)) {
            throw new IllegalArgumentException("no maximum of " + field.kind() + " in " + field.name());
        }
        return and(new Change.Max(field.name(), field.of(value)));
    }

    public <E> Update andPush(Field<List<E>> field, E element, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("keep: " + keep + " (expected: 1 or more)");
        }
        return switch (field.of(List.of(element))) {
            case Value.Many(var values) -> and(new Change.Push(field.name(), values.getFirst(), keep));
            default -> throw new IllegalArgumentException(field.name() + " is no list");
        };
    }

    public Update ifVersion(long version) {
        return onlyIf(new Condition.VersionIs(version));
    }

    public <V> Update ifEqual(Field<V> field, V value) {
        return onlyIf(new Condition.Equals(field.name(), field.of(value)));
    }

    public Update ifAbsent(Field<?> field) {
        return onlyIf(new Condition.Absent(field.name()));
    }

    /// Only if the field is there and no greater than `value`.
    public <V> Update ifAtMost(Field<V> field, V value) {
        if (!field.kind().isOrdered()) {
            throw new IllegalArgumentException("no order of " + field.kind() + " in " + field.name());
        }
        return onlyIf(new Condition.AtMost(field.name(), field.of(value)));
    }

    public Update orInsert() {
        return new Update(conditions, changes, true);
    }

    /// Whether all conditions hold. For adapters that check documents themselves.
    public boolean admits(StoredDocument stored) {
        return conditions.stream().allMatch(condition -> condition.holds(stored));
    }

    /// The document afterwards. For adapters that change documents themselves.
    public Document of(Document before) {
        var after = before.toBuilder();
        for (var change : changes) {
            var value = change.of(before.value(change.field()));
            value.ifPresentOrElse(present -> after.put(change.field(), present), () -> after.remove(change.field()));
        }
        return after.build();
    }

    private Update and(Change change) {
        var longer = new ArrayList<>(changes);
        longer.add(change);
        return new Update(conditions, longer, inserting);
    }

    private Update onlyIf(Condition condition) {
        var longer = new ArrayList<>(conditions);
        longer.add(condition);
        return new Update(longer, changes, inserting);
    }
}
