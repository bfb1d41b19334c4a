package io.wigwag.core.event;

/// What is to be done after a connection has ended.
public enum Consequence {
    /// Connect again without waiting.
    RECONNECT_NOW,
    /// Connect again after a wait that grows with every failure.
    BACK_OFF,
    /// The same with longer waits: the server has had too much of us.
    BACK_OFF_LONG,
    /// The account has let us go: only linking anew helps. Nothing is deleted for that.
    PAIR_AGAIN,
    /// Wait until the ban is over; not knowing its end, until the owner asks.
    WAIT_FOR_END_OF_BAN,
    /// The account is banned: never by ourselves.
    STAY_AWAY,
    /// Somebody else runs this device: not before the owner asks.
    YIELD,
    /// Nothing helps but another client version, for all devices of the process.
    UPDATE_CLIENT,
    /// The server refuses what we say about ourselves: a person has to look.
    STOP;

    /// Whether the engine connects again on its own.
    public boolean reconnects() {
        return switch (this) {
            case RECONNECT_NOW, BACK_OFF, BACK_OFF_LONG -> true;
            case PAIR_AGAIN, WAIT_FOR_END_OF_BAN, STAY_AWAY, YIELD, UPDATE_CLIENT, STOP -> false;
        };
    }
}
