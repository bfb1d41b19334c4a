package io.wigwag.core.media.voice;

/// Bytes that are no voice note. Carries no stack, as it tells of the file.
public final class UnreadableVoice extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableVoice(String message) {
        super(message, null, false, false);
    }
}
