package io.wigwag.core.message.content;

import io.wigwag.core.media.MediaReference;
import io.wigwag.core.octets.Octets;

/// A picture.
///
/// @param thumbnail a small JPEG, shown until the picture is there
public record Image(MediaReference file, String caption, Dimensions size, Octets thumbnail) implements Media {

    public static Image of(MediaReference file) {
        return new Image(file, "", Dimensions.UNKNOWN, Octets.EMPTY);
    }

    public Image withCaption(String words) {
        return new Image(file, words, size, thumbnail);
    }

    public Image withSize(int width, int height) {
        return new Image(file, caption, new Dimensions(width, height), thumbnail);
    }

    public Image withThumbnail(Octets jpeg) {
        return new Image(file, caption, size, jpeg);
    }

    @Override
    public String text() {
        return caption;
    }

    @Override
    public boolean canBeViewOnce() {
        return true;
    }
}
