package io.wigwag.gateway.message;

/// How far a message is. It only goes forward.
enum MessageState {
    QUEUED(0),
    SENDING(1),
    /// The server has it.
    SENT(2),
    DELIVERED(3),
    READ(4),
    PLAYED(5),
    /// It will not get through.
    FAILED(9),
    /// Somebody else's, which has come.
    RECEIVED(9);

    private final long rank;

    MessageState(long rank) {
        this.rank = rank;
    }

    /// A state is never followed by one of a lower rank.
    long rank() {
        return rank;
    }
}
