package io.wigwag.core.pairing;

/// A text that no companion shows. The message never repeats it: it may hold a secret all the same.
public final class MalformedQrText extends Exception {
    private static final long serialVersionUID = 1;

    MalformedQrText(String message) {
        super(message, null, false, false);
    }
}
