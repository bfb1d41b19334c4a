package io.wigwag.sandbox.server;

/// A link that a phone or the admin wants and that can't be made; with the HTTP status that says so outside.
public final class LinkRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    private LinkRefused(int status, String detail) {
        super(detail);
        this.status = status;
    }

    public static LinkRefused badRequest(String detail) {
        return new LinkRefused(400, detail);
    }

    public static LinkRefused notFound(String detail) {
        return new LinkRefused(404, detail);
    }

    public static LinkRefused conflict(String detail) {
        return new LinkRefused(409, detail);
    }

    public int status() {
        return status;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
