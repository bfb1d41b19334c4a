package io.wigwag.core.message.content;

import io.wigwag.core.media.MediaReference;
import io.wigwag.core.octets.Octets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// A short video message, shown in a circle.
///
/// @param length in whole seconds
/// @param thumbnail a small JPEG
public record VideoNote(MediaReference file, Dimensions size, Duration length, Octets thumbnail) implements Media {

    public VideoNote {
        length = length.truncatedTo(ChronoUnit.SECONDS);
    }

    public static VideoNote of(MediaReference file, Duration length) {
        return new VideoNote(file, Dimensions.UNKNOWN, length, Octets.EMPTY);
    }

    public VideoNote withSize(int width, int height) {
        return new VideoNote(file, new Dimensions(width, height), length, thumbnail);
    }

    public VideoNote withThumbnail(Octets jpeg) {
        return new VideoNote(file, size, length, jpeg);
    }
}
