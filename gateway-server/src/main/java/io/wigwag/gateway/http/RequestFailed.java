package io.wigwag.gateway.http;

import java.io.IOException;

/// The rest of a request's body can't be had; the problem is what the client is told, if it is still there.
public final class RequestFailed extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public RequestFailed(Problem problem) {
        super(problem.getMessage());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
