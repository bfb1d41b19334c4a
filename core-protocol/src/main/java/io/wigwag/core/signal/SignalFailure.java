package io.wigwag.core.signal;

import java.util.Optional;

/// Why a message could not be read or written. The kinds are those between which somebody acts differently: a duplicate
/// is confirmed like a success, most others end in a retry receipt with [#retryReason()]. Whatever the kind,
/// all records are as they were.
public abstract sealed class SignalFailure extends Exception {
    private static final long serialVersionUID = 1;

    private SignalFailure(String message) {
        super(message, null, false, false);
    }

    /// What a retry receipt says; empty when no retry should be asked for.
    public abstract Optional<RetryReason> retryReason();

    /// There is no session with this device, or not the one that the message belongs to.
    public static final class NoSession extends SignalFailure {
        private static final long serialVersionUID = 1;

        NoSession(String message) {
            super(message);
        }

        @Override
        public Optional<RetryReason> retryReason() {
            return Optional.of(RetryReason.NO_SESSION);
        }
    }

    /// The message was changed on its way, or made with other keys than ours.
    public static final class BadMac extends SignalFailure {
        private static final long serialVersionUID = 1;

        BadMac(String message) {
            super(message);
        }

        @Override
        public Optional<RetryReason> retryReason() {
            return Optional.of(RetryReason.BAD_MAC);
        }
    }

    /// The key of this message is gone: it was read before, or is so old that its key was dropped.
    public static final class DuplicateMessage extends SignalFailure {
        private static final long serialVersionUID = 1;

        DuplicateMessage(long counter) {
            super("message " + counter + " was read before");
        }

        @Override
        public Optional<RetryReason> retryReason() {
            return Optional.empty();
        }
    }

    /// More messages would have to be skipped than anybody loses.
    public static final class TooFarAhead extends SignalFailure {
        private static final long serialVersionUID = 1;

        TooFarAhead(long counter, long expected) {
            super("message " + counter + " came when " + expected + " was expected");
        }

        @Override
        public Optional<RetryReason> retryReason() {
            return Optional.of(RetryReason.FUTURE_MESSAGE);
        }
    }

    /// A first message names a pre-key that we do not have (any more).
    public static final class UnknownPreKey extends SignalFailure {
        private static final long serialVersionUID = 1;
        private final int id;
        private final boolean signed;

        UnknownPreKey(int id, boolean signed) {
            super("there is no " + (signed ? "signed" : "one-time") + " pre-key " + id);
            this.id = id;
            this.signed = signed;
        }

        public int id() {
            return id;
        }

        public boolean signed() {
            return signed;
        }

        @Override
        public Optional<RetryReason> retryReason() {
            return Optional.of(RetryReason.INVALID_KEY_ID);
        }
    }

    /// The peer's identity key changed and our policy refuses that.
    public static final class UntrustedIdentity extends SignalFailure {
        private static final long serialVersionUID = 1;

        UntrustedIdentity() {
            super("the identity key of this device changed");
        }

        @Override
        public Optional<RetryReason> retryReason() {
            return Optional.empty();
        }
    }

    /// A key that is none, with which nothing secret can be agreed, or a signature that does not belong to it.
    public static final class BadKey extends SignalFailure {
        private static final long serialVersionUID = 1;

        BadKey(String message) {
            super(message);
        }

        @Override
        public Optional<RetryReason> retryReason() {
            return Optional.of(RetryReason.INVALID_KEY);
        }
    }

    /// A group message is not signed by the key that its sender gave out.
    public static final class BadSignature extends SignalFailure {
        private static final long serialVersionUID = 1;

        BadSignature(String message) {
            super(message);
        }

        @Override
        public Optional<RetryReason> retryReason() {
            return Optional.of(RetryReason.INVALID_SIGNATURE);
        }
    }

    /// Not the version 3 that WhatsApp speaks.
    public static final class InvalidVersion extends SignalFailure {
        private static final long serialVersionUID = 1;

        InvalidVersion(int version) {
            super("version byte " + Integer.toHexString(version & 0xff) + " (expected: 33)");
        }

        @Override
        public Optional<RetryReason> retryReason() {
            return Optional.of(RetryReason.INVALID_MESSAGE);
        }
    }

    /// Bytes that are no message of their kind.
    public static final class Malformed extends SignalFailure {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }

        @Override
        public Optional<RetryReason> retryReason() {
            return Optional.of(RetryReason.INVALID_MESSAGE);
        }
    }

    /// The sender of a group message has not given us the key of this message yet.
    public static final class NoSenderKey extends SignalFailure {
        private static final long serialVersionUID = 1;

        NoSenderKey(String message) {
            super(message);
        }

        @Override
        public Optional<RetryReason> retryReason() {
            return Optional.of(RetryReason.NO_SESSION);
        }
    }
}
