package io.wigwag.core.media.picture;

/// Bytes that are no picture, or one that is refused. Carries no stack, as it tells of the picture.
public final class UnreadablePicture extends Exception {
    private static final long serialVersionUID = 1;

    UnreadablePicture(String message) {
        super(message, null, false, false);
    }
}
