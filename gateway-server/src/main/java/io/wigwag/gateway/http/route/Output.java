package io.wigwag.gateway.http.route;

import io.wigwag.gateway.http.Response;
import java.util.List;
import java.util.Optional;

/// What a route gives back when all goes well.
public sealed interface Output<O> {
    /// The statuses that it may have; the first one unless the handler says otherwise.
    List<Integer> statuses();

    /// A record as JSON.
    ///
    /// @param of what stands for the record's type variable, if it has one
    record Json<O>(List<Integer> statuses, Class<O> type, Optional<Class<?>> of, O example) implements Output<O> {}

    /// Nothing but the status.
    record Empty(List<Integer> statuses) implements Output<Nothing> {}

    /// Bytes of one of these media types, made by the handler.
    record Raw(List<Integer> statuses, List<String> mediaTypes) implements Output<Response> {}
}
