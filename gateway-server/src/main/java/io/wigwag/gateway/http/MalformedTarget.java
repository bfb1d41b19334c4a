package io.wigwag.gateway.http;

/// A request line names nothing that could be served.
public final class MalformedTarget extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedTarget(String reason) {
        super(reason, null, false, false);
    }
}
