package io.wigwag.gateway.http.filter;

import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Trait;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// What ties together everything that one request caused, here and in the client's own logs (W3C Trace Context).
///
/// @param traceId 32 hexadecimal digits: the client's, or one of our own
/// @param requestId ours, different for each request of a trace
public record Trace(String traceId, String requestId) {
    public static final Trait<Trace> TRAIT = new Trait<>("trace", Trace.class);

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    static Trace of(Headers headers, RandomGenerator random) {
        var own = digits(random) + digits(random);
        return new Trace(given(headers).orElse(own), "req_" + digits(random));
    }

    /// The trace of a request; its id stands in every problem.
    public static Optional<Trace> of(Request request) {
        return request.trait(TRAIT);
    }

    /// A malformed header is none, as the standard wants it; two of them are malformed too.
    private static Optional<String> given(Headers headers) {
        var values = headers.all("traceparent");
        if (values.size() != 1) {
            return Optional.empty();
        }
        var matcher = TRACEPARENT.matcher(values.getFirst());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String digits(RandomGenerator random) {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
