package io.wigwag.storage.document;

import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What a field of a document can hold: what every store of documents has, and no more.
public sealed interface Value {
    record Text(String value) implements Value {}

    record Whole(long value) implements Value {}

    record Real(double value) implements Value {}

    record Flag(boolean value) implements Value {}

    /// A point in time, to the millisecond: finer ones are cut, because not every store keeps more.
    record Moment(Instant value) implements Value {
        public Moment {
            value = value.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    record Bytes(Octets value) implements Value {}

    record Many(List<Value> values) implements Value {
        public Many {
            values = List.copyOf(values);
        }
    }

    record Nested(Document value) implements Value {}

    /// The order of an index: texts by code point, as their UTF-8 bytes compare; `false` before `true`. Defined
    /// within one kind and only for kinds that an index takes; anything else is a mistake of the caller.
    static int compare(Value left, Value right) {
        return switch (left) {
            case Text(var a) when right instanceof Text(var b) -> compareCodePoints(a, b);
            case Whole(var a) when right instanceof Whole(var b) -> Long.compare(a, b);
            case Moment(var a) when right instanceof Moment(var b) -> a.compareTo(b);
            case Flag(var a) when right instanceof Flag(var b) -> Boolean.compare(a, b);
            default ->
                throw new IllegalArgumentException("no order between "
                        + left.getClass().getSimpleName() + " and "
                        + right.getClass().getSimpleName());
        };
    }

    /// `String.compareTo` compares UTF-16 units and puts characters beyond U+FFFF before some within.
    static int compareCodePoints(String left, String right) {
        var a = left.codePoints().iterator();
        var b = right.codePoints().iterator();
        while (a.hasNext() && b.hasNext()) {
            var difference = Integer.compare(a.nextInt(), b.nextInt());
            if (difference != 0) {
                return difference;
            }
        }
        return Boolean.compare(a.hasNext(), b.hasNext());
    }
}
