package io.wigwag.storage.document;

/// One end of a range over an index field.
public record Bound(Side side, Value value) {
    public enum Side {
        AT_LEAST,
        ABOVE,
        AT_MOST,
        BELOW
    }

    public boolean admits(Value other) {
        var comparison = Value.compare(other, value);
        return switch (side) {
            case AT_LEAST -> comparison >= 0;
            case ABOVE -> comparison > 0;
            case AT_MOST -> comparison <= 0;
            case BELOW -> comparison < 0;
        };
    }
}
