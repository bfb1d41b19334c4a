package io.wigwag.gateway.http.route;

import io.wigwag.gateway.http.Headers;
import java.util.OptionalInt;

/// What a route's handler has to say.
///
/// @param status when it is not the one that the route declares first
public record Answer<O>(OptionalInt status, O body, Headers headers) {
    public static <O> Answer<O> of(O body) {
        return new Answer<>(OptionalInt.empty(), body, Headers.NONE);
    }

    public static <O> Answer<O> of(int status, O body) {
        return new Answer<>(OptionalInt.of(status), body, Headers.NONE);
    }

    public static Answer<Nothing> nothing() {
        return of(Nothing.AT_ALL);
    }

    public Answer<O> with(String header, String value) {
        return new Answer<>(status, body, headers.with(header, value));
    }
}
