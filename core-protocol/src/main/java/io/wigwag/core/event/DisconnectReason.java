package io.wigwag.core.event;

/// Every known reason for which a server ends a connection or refuses a login, and its consequence. The table: which
/// code is which reason is for [Disconnect] to say.
public enum DisconnectReason {
    /// After pairing, or because the server wants it so.
    RESTART_REQUIRED(Consequence.RECONNECT_NOW),
    /// The server has ended in peace.
    STREAM_ENDED(Consequence.BACK_OFF),
    SERVICE_UNAVAILABLE(Consequence.BACK_OFF),
    SERVER_ERROR(Consequence.BACK_OFF),
    RATE_LIMITED(Consequence.BACK_OFF_LONG),
    /// An ack of ours could not be processed.
    ACK_NOT_PROCESSED(Consequence.BACK_OFF),
    /// A stanza of ours could not be read.
    BAD_STANZA(Consequence.BACK_OFF),
    /// The server could not decrypt what it got.
    BAD_MAC(Consequence.BACK_OFF),
    /// Two logins collided, said without the word that we were replaced.
    COLLISION(Consequence.BACK_OFF),
    /// Token of another service of the same servers; it is not ours, and not for us to renew.
    FOREIGN_TOKEN(Consequence.BACK_OFF),
    /// A code that nobody has described.
    UNKNOWN(Consequence.BACK_OFF),

    /// The phone has unlinked us.
    DEVICE_REMOVED(Consequence.PAIR_AGAIN),
    FORCED_LOGOUT(Consequence.PAIR_AGAIN),
    LOGGED_OUT(Consequence.PAIR_AGAIN),
    /// The account is locked, or its phone is gone.
    ACCOUNT_LOCKED(Consequence.PAIR_AGAIN),

    TEMPORARILY_BANNED(Consequence.WAIT_FOR_END_OF_BAN),
    BANNED(Consequence.STAY_AWAY),

    /// The same device has connected elsewhere.
    REPLACED(Consequence.YIELD),

    CLIENT_OUTDATED(Consequence.UPDATE_CLIENT),

    GENERIC_FAILURE(Consequence.STOP),
    BAD_USER_AGENT(Consequence.STOP),
    NOT_FOUND(Consequence.STOP),
    CLIENT_UNKNOWN(Consequence.STOP),
    EXPERIMENTAL(Consequence.STOP),
    /// The account has left multi-device.
    NOT_MULTI_DEVICE(Consequence.STOP);

    private final Consequence consequence;

    DisconnectReason(Consequence consequence) {
        this.consequence = consequence;
    }

    public Consequence consequence() {
        return consequence;
    }
}
