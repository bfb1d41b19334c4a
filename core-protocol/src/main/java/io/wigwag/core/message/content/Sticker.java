package io.wigwag.core.message.content;

import io.wigwag.core.media.MediaReference;
import io.wigwag.core.octets.Octets;

/// A sticker: WebP of 512 by 512 points.
///
/// @param thumbnail a small PNG
public record Sticker(MediaReference file, Dimensions size, Form form, Octets thumbnail) implements Media {

    public static Sticker of(MediaReference file) {
        return new Sticker(file, Dimensions.UNKNOWN, Form.STILL, Octets.EMPTY);
    }

    public static Sticker animated(MediaReference file) {
        return new Sticker(file, Dimensions.UNKNOWN, Form.ANIMATED, Octets.EMPTY);
    }

    public Sticker withSize(int width, int height) {
        return new Sticker(file, new Dimensions(width, height), form, thumbnail);
    }

    public Sticker withThumbnail(Octets png) {
        return new Sticker(file, size, form, png);
    }

    /// How it moves.
    public enum Form {
        STILL,
        ANIMATED,
        /// Drawn by a program of vectors instead of pictures.
        LOTTIE
    }
}
