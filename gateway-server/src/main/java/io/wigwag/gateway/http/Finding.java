package io.wigwag.gateway.http;

/// One thing that is wrong with a request, and where.
public record Finding(Place place, String code, String detail) {
    /// Where something is wrong.
    public sealed interface Place {
        /// A JSON pointer into the body (RFC 6901).
        record InBody(String pointer) implements Place {}

        /// A parameter of the query or the path.
        record InTarget(String parameter) implements Place {}

        record InHead(String header) implements Place {}
    }
}
