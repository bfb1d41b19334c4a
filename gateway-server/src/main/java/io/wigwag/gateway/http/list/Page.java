package io.wigwag.gateway.http.list;

import io.wigwag.gateway.http.json.Described;
import java.util.List;
import java.util.Optional;

/// A piece of a list.
public record Page<E>(List<E> data, Position page) {
    public Page {
        data = List.copyOf(data);
    }

    /// Where the piece lies.
    @Described("Where this piece of the list ends")
    public record Position(
            @Described("Pass it as `cursor` to get what follows")
            Optional<String> nextCursor,

            @Described("Whether anything may follow") boolean hasMore) {}

    public static <E> Page<E> of(List<E> data, Optional<String> nextCursor) {
        return new Page<>(data, new Position(nextCursor, nextCursor.isPresent()));
    }
}
