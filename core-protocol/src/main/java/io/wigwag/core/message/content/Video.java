package io.wigwag.core.message.content;

import io.wigwag.core.media.MediaReference;
import io.wigwag.core.octets.Octets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// A video, or a silent one that plays by itself over and over.
///
/// @param length in whole seconds
/// @param thumbnail a small JPEG, shown until the video is there
/// @param gif whether it plays by itself
public record Video(
        MediaReference file, String caption, Dimensions size, Duration length, Octets thumbnail, boolean gif)
        implements Media {

    public Video {
        length = length.truncatedTo(ChronoUnit.SECONDS);
    }

    public static Video of(MediaReference file) {
        return new Video(file, "", Dimensions.UNKNOWN, Duration.ZERO, Octets.EMPTY, false);
    }

    /// A GIF, which is sent as a video (MP4).
    public static Video gif(MediaReference file) {
        return new Video(file, "", Dimensions.UNKNOWN, Duration.ZERO, Octets.EMPTY, true);
    }

    public Video withCaption(String words) {
        return new Video(file, words, size, length, thumbnail, gif);
    }

    public Video withSize(int width, int height) {
        return new Video(file, caption, new Dimensions(width, height), length, thumbnail, gif);
    }

    public Video withLength(Duration time) {
        return new Video(file, caption, size, time, thumbnail, gif);
    }

    public Video withThumbnail(Octets jpeg) {
        return new Video(file, caption, size, length, jpeg, gif);
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
