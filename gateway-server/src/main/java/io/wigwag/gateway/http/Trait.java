package io.wigwag.gateway.http;

/// Names something that a filter found out about a request, for those behind it. A constant; equal only to itself.
public final class Trait<T> {
    private final String name;
    private final Class<T> type;

    public Trait(String name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    T of(Object value) {
        return type.cast(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
