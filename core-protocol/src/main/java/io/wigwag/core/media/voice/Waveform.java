package io.wigwag.core.media.voice;

import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.io.InputStream;

/// The wave that players draw below a voice note: 64 heights from 0 to 100.
public record Waveform(Octets heights) {
    public static final int BARS = 64;
    private static final int HIGHEST = 100;
    private static final int PIECE = 16 * 1024;

    public Waveform {
        if (heights.size() != BARS) {
            throw new IllegalArgumentException("waveform: " + heights.size() + " bars (expected: " + BARS + ")");
        }
        for (var i = 0; i < BARS; i++) {
            if (heights.at(i) < 0 || heights.at(i) > HIGHEST) {
                throw new IllegalArgumentException(
                        "waveform: a bar of " + heights.at(i) + " (expected: 0.." + HIGHEST + ")");
            }
        }
    }

    /// The wave of sound in one channel of 16 bits a sample, the low byte first: mean strength by bar, the strongest
    /// drawn highest.
    ///
    /// @param samples how many there are; fewer leave the last bars flat
    public static Waveform of(InputStream sound, long samples) throws IOException {
        var sums = new double[BARS];
        var counts = new long[BARS];
        var buffer = new byte[PIECE];
        var at = 0L;
        for (var size = sound.readNBytes(buffer, 0, PIECE); size >= 2; size = sound.readNBytes(buffer, 0, PIECE)) {
            for (var i = 0; i + 1 < size && at < samples; i += 2) {
                var bar = (int) (at++ * BARS / samples);
                sums[bar] += Math.abs((buffer[i] & 0xff) | buffer[i + 1] << 8);
                counts[bar]++;
            }
        }
        return new Waveform(drawn(sums, counts));
    }

    private static Octets drawn(double[] sums, long[] counts) {
        var strongest = 0.0;
        for (var i = 0; i < BARS; i++) {
            sums[i] = counts[i] == 0 ? 0 : sums[i] / counts[i];
            strongest = Math.max(strongest, sums[i]);
        }
        var heights = new byte[BARS];
        for (var i = 0; i < BARS && strongest > 0; i++) {
            heights[i] = (byte) Math.round(HIGHEST * sums[i] / strongest);
        }
        return Octets.wrap(heights);
    }
}
