package io.wigwag.sandbox.passkey;

import io.wigwag.sandbox.server.IqRefused;

/// A step of a passkey exchange that is not as it should be, and how its query is answered.
final class PasskeyRefused extends Exception {
    private static final long serialVersionUID = 1;

    /// How bad it is.
    enum Fault {
        /// It can't be read.
        MALFORMED,
        /// It can be read and proves nothing.
        UNPROVEN,
        /// It is not its turn.
        OUT_OF_TURN
    }

    private final Fault fault;

    private PasskeyRefused(Fault fault, String reason) {
        super(reason);
        this.fault = fault;
    }

    static PasskeyRefused malformed(String reason) {
        return new PasskeyRefused(Fault.MALFORMED, reason);
    }

    static PasskeyRefused unproven(String reason) {
        return new PasskeyRefused(Fault.UNPROVEN, reason);
    }

    static PasskeyRefused outOfTurn(String reason) {
        return new PasskeyRefused(Fault.OUT_OF_TURN, reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    IqRefused answer() {
        return switch (fault) {
            case MALFORMED -> IqRefused.badRequest();
            case UNPROVEN -> IqRefused.forbidden();
            case OUT_OF_TURN -> IqRefused.notAcceptable();
        };
    }
}
