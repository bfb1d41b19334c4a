package io.wigwag.gateway.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Every problem there is: what clients switch on, and what `/docs/problems` tells about each. One list for the whole
/// interface, so that a code means one thing. Codes are never renamed and never used for something else.
public enum ProblemCode {
    MALFORMED_REQUEST(400, false, "Not an HTTP request", "The bytes that came are no request that could be read."),
    MALFORMED_JSON(400, false, "Not JSON", "The body is not one well-formed JSON value."),
    VALIDATION_FAILED(400, false, "Not a valid request", "`errors` lists everything that is wrong and where."),
    INVALID_CURSOR(400, false, "Not a cursor of this list", "Cursors come from `page.nextCursor` of the same query."),
    UNAUTHENTICATED(401, false, "Who is calling?", "Send `Authorization: Bearer` with an API key that is valid."),
    FORBIDDEN(403, false, "Not allowed", "The key has not got the permission that the route asks for."),
    NOT_FOUND(404, false, "Not here", "There is no such thing, or it is somebody else's."),
    METHOD_NOT_ALLOWED(405, false, "Not with this method", "`Allow` lists the methods that this path takes."),
    NOT_ACCEPTABLE(406, false, "Not in this form", "None of the forms that `Accept` names is offered."),
    REQUEST_TIMEOUT(408, true, "Too slow", "The request did not come in the time that the server waits."),
    CONFLICT(409, false, "Not as things are", "The state of the thing does not admit this."),
    IDEMPOTENCY_IN_PROGRESS(409, true, "Still at it", "The first request with this key has not finished."),
    DEVICE_LINKED(409, false, "Linked already", "A phone has linked the device. Log it out to link it anew."),
    DEVICE_NOT_LINKING(409, false, "Not being linked", "`POST /v1/devices/{id}/qr` begins to link the device."),
    DEVICE_LOGGED_OUT(409, false, "Logged out", "`POST /v1/devices/{id}/qr` links the device anew."),
    DEVICE_OFFLINE(409, true, "Not connected", "The device's status tells why, and what to do."),
    DEVICE_ELSEWHERE(409, true, "Run by another node", "Another process has the device; it answers for it."),
    DEVICE_BUSY(503, true, "The device is busy", "It has more to do than it bears, or is being rebuilt."),
    QR_NOT_READY(409, true, "No code yet", "The code is on its way. Ask again, or wait for it with `wait`."),
    PASSKEY_NOT_WANTED(409, false, "No passkey is wanted", "The device's status tells what it waits for."),
    WHATSAPP_REFUSED(422, false, "WhatsApp said no", "The server did not do what it was asked."),
    GONE(410, false, "No longer here", "It was here and has been removed."),
    PRECONDITION_FAILED(412, false, "Changed meanwhile", "`If-Match` names another version than the present one."),
    PAYLOAD_TOO_LARGE(413, false, "Too large", "The body is larger than the route takes."),
    URI_TOO_LONG(414, false, "Too long an address", "The request line is longer than the server reads."),
    UNSUPPORTED_MEDIA(415, false, "Not this kind of content", "`Content-Type` names nothing that the route takes."),
    IDEMPOTENCY_CONFLICT(422, false, "Another request had this key", "The key came with a different body before."),
    IDEMPOTENCY_KEY_REQUIRED(400, false, "No Idempotency-Key", "The route does nothing without that header."),
    RATE_LIMITED(429, true, "Too many requests", "`Retry-After` tells how many seconds to wait."),
    HEAD_TOO_LARGE(431, false, "Too many headers", "The headers are larger than the server reads."),
    URL_NOT_ALLOWED(422, false, "Not that address", "The gateway does not fetch from there."),
    URL_NOT_REACHED(422, true, "Nothing came from that address", "The other side could not be reached or failed."),
    INTERNAL(500, true, "Our fault", "The gateway failed; its log has the `traceId`."),
    OVERLOADED(503, true, "Too busy", "The gateway has as much to do as it takes on."),
    STOPPING(503, true, "About to stop", "The gateway takes nothing new; another node or a later try will."),
    DEPENDENCY_UNAVAILABLE(503, true, "Something is missing", "The store or another part does not answer just now.");

    private final int status;
    private final boolean retryable;
    private final String title;
    private final String explanation;

    ProblemCode(int status, boolean retryable, String title, String explanation) {
        this.status = status;
        this.retryable = retryable;
        this.title = title;
        this.explanation = explanation;
    }

    /// As clients see it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ProblemCode> of(String word) {
        return Arrays.stream(values()).filter(code -> code.word().equals(word)).findFirst();
    }

    public int status() {
        return status;
    }

    /// Whether the same request may succeed later.
    public boolean retryable() {
        return retryable;
    }

    public String title() {
        return title;
    }

    /// A sentence in Markdown.
    public String explanation() {
        return explanation;
    }
}
