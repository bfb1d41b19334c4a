package io.wigwag.sandbox.server;

/// A query that gets an error for an answer.
public final class IqRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;

    public IqRefused(int code, String text) {
        super(text);
        this.code = code;
    }

    public static IqRefused badRequest() {
        return new IqRefused(400, "bad-request");
    }

    public static IqRefused notAuthorized() {
        return new IqRefused(401, "not-authorized");
    }

    public static IqRefused forbidden() {
        return new IqRefused(403, "forbidden");
    }

    public static IqRefused notFound() {
        return new IqRefused(404, "item-not-found");
    }

    public static IqRefused notAcceptable() {
        return new IqRefused(406, "not-acceptable");
    }

    public static IqRefused notImplemented() {
        return new IqRefused(501, "feature-not-implemented");
    }

    public int code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
