package io.wigwag.gateway.http.route;

import io.wigwag.gateway.http.ProblemCode;
import java.util.EnumSet;
import java.util.Set;

/// What is known of a route without looking inside.
///
/// @param problems what may go wrong beside that which may always go wrong
/// @param largestBody in bytes, for a body of JSON
public record Operation(
        String method, PathPattern path, Access access, About about, Set<ProblemCode> problems, int largestBody) {
    public static final int LARGEST_BODY = 1 << 20;

    /// May happen to any request, or to any that is let in or has something in it.
    private static final Set<ProblemCode> ALWAYS = EnumSet.of(
            ProblemCode.MALFORMED_REQUEST,
            ProblemCode.VALIDATION_FAILED,
            ProblemCode.UNAUTHENTICATED,
            ProblemCode.FORBIDDEN,
            ProblemCode.REQUEST_TIMEOUT,
            ProblemCode.RATE_LIMITED,
            ProblemCode.INTERNAL,
            ProblemCode.OVERLOADED,
            ProblemCode.STOPPING,
            ProblemCode.DEPENDENCY_UNAVAILABLE);

    private static final Set<ProblemCode> OF_A_BODY =
            EnumSet.of(ProblemCode.MALFORMED_JSON, ProblemCode.PAYLOAD_TOO_LARGE, ProblemCode.UNSUPPORTED_MEDIA);

    /// Words about a route, for its description.
    public record About(String tag, String summary, String description) {}

    public Operation {
        problems = problems.isEmpty() ? Set.of() : Set.copyOf(problems);
    }

    /// Whether a problem was to be expected from here.
    public boolean declares(ProblemCode code) {
        return ALWAYS.contains(code) || OF_A_BODY.contains(code) || problems.contains(code);
    }

    /// As metrics and logs name it: never what a client wrote.
    public String name() {
        return method + " " + path;
    }
}
