package io.wigwag.core.device;

/// A command that was not carried out, and why.
public final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1;

    public enum Why {
        /// More commands wait for this device than it bears; try again.
        BUSY,
        /// The device was stuck and is being rebuilt; try again.
        STALLED,
        /// It took too long. Whether it is done is not known.
        LATE,
        /// The device's status does not allow it.
        NOT_NOW,
        /// The server said no.
        REFUSED,
        /// The connection ended, or there is none.
        NO_CONNECTION,
        /// The device's store could not be read, or did not take what the command changed.
        STORE,
        /// The command did what no command should: our mistake. It will hardly go better the next time.
        FAULT,
        /// The device was given back.
        CLOSED
    }

    private final Why why;

    public CommandFailed(Why why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
