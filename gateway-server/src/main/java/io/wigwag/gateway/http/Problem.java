package io.wigwag.gateway.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A request that can't be met, as a program and a person both can read it (RFC 9457). Climbs from wherever it was
/// found; the code is what clients switch on.
public final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final transient List<Finding> findings;
    private final transient Optional<Duration> retryAfter;
    private final transient Headers headers;

    private Problem(
            ProblemCode code, String detail, List<Finding> findings, Optional<Duration> retryAfter, Headers headers) {
        super(detail, null, false, false);
        this.code = code;
        this.findings = List.copyOf(findings);
        this.retryAfter = retryAfter;
        this.headers = headers;
    }

    /// One of the known problems.
    ///
    /// @param detail a sentence for people; names no secret, no host and no stranger's things
    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), Optional.empty(), Headers.NONE);
    }

    /// Everything that is wrong with a request, at once.
    public static Problem invalid(List<Finding> findings) {
        var count = findings.size();
        return new Problem(
                ProblemCode.VALIDATION_FAILED,
                count == 1 ? "One thing is wrong with the request." : count + " things are wrong with the request.",
                findings,
                Optional.empty(),
                Headers.NONE);
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(code, detail(), findings, Optional.of(wait), headers);
    }

    /// With a header that belongs to it, such as `Allow`.
    public Problem with(String header, String value) {
        return new Problem(code, detail(), findings, retryAfter, headers.with(header, value));
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Finding> findings() {
        return findings;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public Headers headers() {
        return headers;
    }
}
