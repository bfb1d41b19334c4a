package io.wigwag.core.device;

/// Whoever keeps messages did not keep this one. Carries no stack: the cause has its own.
final class KeepFailed extends Exception {
    private static final long serialVersionUID = 1;

    KeepFailed(Throwable cause) {
        super("what came was not kept: " + cause.getClass().getSimpleName(), cause, false, false);
    }
}
