package io.wigwag.core.message.content;

import io.wigwag.core.media.MediaReference;
import io.wigwag.core.octets.Octets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// Recorded speech: Opus in Ogg.
///
/// @param length in whole seconds
/// @param waveform how loud it is over time: 64 values from 0 to 100
/// @param background of a status: alpha, red, green and blue, a byte each; 0 for none
public record VoiceNote(MediaReference file, Duration length, Octets waveform, int background) implements Media {
    public static final String MIMETYPE = "audio/ogg; codecs=opus";

    public VoiceNote {
        length = length.truncatedTo(ChronoUnit.SECONDS);
    }

    public static VoiceNote of(MediaReference file, Duration length) {
        return new VoiceNote(file, length, Octets.EMPTY, 0);
    }

    public VoiceNote withWaveform(Octets samples) {
        return new VoiceNote(file, length, samples, background);
    }

    public VoiceNote on(int colour) {
        return new VoiceNote(file, length, waveform, colour);
    }

    @Override
    public boolean canBeViewOnce() {
        return true;
    }
}
