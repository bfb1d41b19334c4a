package io.wigwag.core.message.send;

/// Why a message does not get through, by what can be done about it.
public enum Refusal {
    /// There is no such account or group.
    RECIPIENT_UNKNOWN("check the number"),
    /// We are no member, or only admins may write there, or the account refuses us.
    NOT_ALLOWED("join the group or become an admin"),
    /// Nobody's device could be written to: none gave keys that can be used.
    UNREACHABLE("try again later"),
    /// The account writes too much.
    RATE_LIMITED("send slower, and try this one later"),
    /// The account has begun too many chats for now; chats that there are go on.
    NEW_CHATS_CAPPED("answer those who write; begin new chats later"),
    /// The receiver takes messages only from those they trust, and has not said so of us.
    TOKEN_REQUIRED("let the receiver write first"),
    /// The service keeps the account from writing to strangers for a while; other chats go on.
    TIME_LOCKED("wait until the lock ends; write only to those who know you"),
    /// Business content that the account may not send.
    CONTENT_REFUSED("send it as an ordinary message"),
    /// The group changed how it calls its members, more often than we followed.
    GROUP_CHANGED("send it again"),
    /// The server could not make sense of the stanza: a fault of ours.
    MALFORMED("report it with the trace of the connection"),
    /// The service has a passing trouble, longer than we tried.
    UNAVAILABLE("send it again later"),
    /// A code that nobody has explained.
    OTHER("see the code");

    private final String advice;

    Refusal(String advice) {
        this.advice = advice;
    }

    public String advice() {
        return advice;
    }

    /// What a code in the server's ack means. A 463 has two causes, told apart elsewhere.
    static Refusal of(int code) {
        return switch (code) {
            case 401, 403, 406 -> NOT_ALLOWED;
            case 404, 410 -> RECIPIENT_UNKNOWN;
            case 405, 473 -> CONTENT_REFUSED;
            case 408, 500, 503 -> UNAVAILABLE;
            case 420, 429 -> RATE_LIMITED;
            case 421 -> GROUP_CHANGED;
            case 463 -> TOKEN_REQUIRED;
            case 475 -> NEW_CHATS_CAPPED;
            case 400, 479 -> MALFORMED;
            default -> OTHER;
        };
    }
}
