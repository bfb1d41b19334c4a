package io.wigwag.core.stanza;

import java.time.Duration;

/// What was asked or sent has no answer and gets none. Whether the server did it is not known. Carries no stack, as it
/// tells of the line.
public final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;

    public enum Cause {
        /// The connection ended first, or there was none.
        LINE_LOST,
        /// The server took longer than we wait.
        LATE,
        /// The connection did not take what we wanted to send for longer than we wait.
        STUCK,
        /// There is an answer, and it is none to this question.
        UNREADABLE
    }

    private final Cause reason;

    private Unanswered(Cause reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public static Unanswered lost(String how) {
        return new Unanswered(Cause.LINE_LOST, "the connection ended: " + how);
    }

    public static Unanswered late(Duration waited) {
        return new Unanswered(Cause.LATE, "no answer within " + waited.toSeconds() + " s");
    }

    public static Unanswered stuck(Duration waited) {
        return new Unanswered(Cause.STUCK, "the connection took nothing for " + waited.toSeconds() + " s");
    }

    public static Unanswered unreadable(String why) {
        return new Unanswered(Cause.UNREADABLE, "the answer can't be read: " + why);
    }

    public Cause reason() {
        return reason;
    }
}
