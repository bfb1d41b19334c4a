package io.wigwag.core.media.picture;

/// The formats whose headers we read.
public enum PictureFormat {
    JPEG,
    PNG,
    GIF,
    WEBP
}
