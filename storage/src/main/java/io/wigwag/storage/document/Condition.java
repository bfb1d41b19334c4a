package io.wigwag.storage.document;

/// What must hold for an update to happen, checked in the same step.
public sealed interface Condition {
    record VersionIs(long version) implements Condition {}

    record Equals(String field, Value value) implements Condition {}

    record Absent(String field) implements Condition {}

    /// The field is there and no greater than this.
    record AtMost(String field, Value value) implements Condition {}

    default boolean holds(StoredDocument stored) {
        return switch (this) {
            case VersionIs(var version) -> stored.version() == version;
            case Equals(var field, var value) ->
                stored.document().value(field).filter(value::equals).isPresent();
            case Absent(var field) -> stored.document().value(field).isEmpty();
            case AtMost(var field, var value) ->
                stored.document()
                        .value(field)
                        .filter(present -> Value.compare(present, value) <= 0)
                        .isPresent();
        };
    }
}
