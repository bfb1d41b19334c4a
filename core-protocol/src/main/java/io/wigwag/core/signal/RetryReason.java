package io.wigwag.core.signal;

/// The `error` attribute of a retry receipt, as WhatsApp Web numbers it.
public enum RetryReason {
    UNKNOWN(0),
    NO_SESSION(1),
    INVALID_KEY(2),
    INVALID_KEY_ID(3),
    INVALID_MESSAGE(4),
    INVALID_SIGNATURE(5),
    FUTURE_MESSAGE(6),
    BAD_MAC(7),
    INVALID_SESSION(8),
    INVALID_MESSAGE_KEY(9),
    BAD_BROADCAST_EPHEMERAL_SETTING(10),
    UNKNOWN_COMPANION_NO_PRE_KEY(11),
    ADV_FAILURE(12),
    STATUS_REVOKE_DELAY(13);

    private final int code;

    RetryReason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
