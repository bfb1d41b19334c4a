package io.wigwag.core.pairing;

/// A device identity that does not prove what it says. There is one kind only: nobody acts differently on the details,
/// which are for the log.
public final class AdvFailure extends Exception {
    private static final long serialVersionUID = 1;

    AdvFailure(String message) {
        super(message, null, false, false);
    }
}
