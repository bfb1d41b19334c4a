package io.wigwag.core.message.content;

import io.wigwag.core.media.MediaReference;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// A piece of sound, such as music. Spoken words are a [VoiceNote].
///
/// @param length in whole seconds
public record Audio(MediaReference file, Duration length) implements Media {

    public Audio {
        length = length.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public boolean canBeViewOnce() {
        return true;
    }
}
