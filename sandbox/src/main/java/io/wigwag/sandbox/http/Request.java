package io.wigwag.sandbox.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One HTTP request. Header names are in lower case; the query's names and values are decoded.
///
/// @param path as it came, without the query
/// @param target path and query as they came
public record Request(
        String method,
        String path,
        String target,
        Map<String, List<String>> query,
        Map<String, String> headers,
        Body body,
        boolean secure) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The first value of a name in the query.
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }
}
