package io.wigwag.core.media.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoiceTest {
    private static final int PRE_SKIP = 312;

    @TempDir
    private Path folder = Path.of("");

    private static Octets page(long position, Octets content) {
        var segments = content.size() / 255 + 1;
        var page = ByteBuffer.allocate(27 + segments).order(ByteOrder.LITTLE_ENDIAN);
        page.put("OggS".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putLong(position);
        page.put(26, (byte) segments);
        for (var i = 0; i < segments; i++) {
            page.put(27 + i, (byte) (i < segments - 1 ? 255 : content.size() % 255));
        }
        return Octets.concat(Octets.wrap(page.array()), content);
    }

    private static Octets head() {
        var head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        head.put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 1)
                .putShort((short) PRE_SKIP);
        return page(0, Octets.wrap(head.array()));
    }

    private Duration duration(Octets... pages) throws UnreadableVoice, IOException {
        var file = Files.write(folder.resolve("voice"), Octets.concat(pages).toArray());
        try (var channel = Files.newByteChannel(file)) {
            return OpusFile.duration(channel);
        }
    }

    private void unreadable(Octets... pages) {
        assertThatThrownBy(() -> duration(pages)).isInstanceOf(UnreadableVoice.class);
    }

    @Test
    void theLastPageSaysHowLong() throws Exception {
        var sound = Octets.wrap(new byte[4000]);
        assertThat(duration(head(), page(48_000, sound), page(2 * 48_000 + PRE_SKIP, sound)))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aPageThatEndsWithinAPacketDoesNotSay() throws Exception {
        var large = Octets.wrap(new byte[64_000]);
        assertThat(duration(head(), page(48_000, large), page(96_000 + PRE_SKIP, large), page(-1, large)))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatIsNoVoiceNoteIsUnreadable() {
        unreadable(Octets.EMPTY);
        unreadable(Octets.wrap("OggS".getBytes(StandardCharsets.US_ASCII)));
        unreadable(page(0, Octets.wrap("OtherThing..........".getBytes(StandardCharsets.US_ASCII))));
        unreadable(head().slice(0, head().size() - 10));
        unreadable(head());
        unreadable(head(), page(Long.MAX_VALUE, Octets.EMPTY));
    }

    private static byte[] tone(int samples) {
        var sound = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < samples; i++) {
            // Silence first, then louder and louder, in both directions.
            var strength = Math.max(0, i - samples / 2) * 20_000 / samples;
            sound.putShort((short) (i % 2 == 0 ? strength : -strength));
        }
        return sound.array();
    }

    @Test
    void theWaveIsFlatInSilenceAndHighestWhereItIsLoudest() throws Exception {
        var wave = Waveform.of(Octets.wrap(tone(100_000)).asStream(), 100_000).heights();
        assertThat(wave.slice(0, 32)).isEqualTo(Octets.wrap(new byte[32]));
        for (var bar = 33; bar < 64; bar++) {
            assertThat(wave.at(bar)).isGreaterThan(wave.at(bar - 1));
        }
        assertThat(wave.at(63)).isEqualTo((byte) 100);
        assertThat(wave.at(47)).isBetween((byte) 47, (byte) 51);
    }

    @Test
    void silenceAndNothingAreFlat() throws Exception {
        var flat = new Waveform(Octets.wrap(new byte[64]));
        assertThat(Waveform.of(Octets.wrap(new byte[2000]).asStream(), 1000)).isEqualTo(flat);
        assertThat(Waveform.of(Octets.EMPTY.asStream(), 0)).isEqualTo(flat);
    }

    @Test
    void aWaveThatCannotBeDrawnIsNone() {
        assertThatThrownBy(() -> new Waveform(Octets.wrap(new byte[63]))).isInstanceOf(IllegalArgumentException.class);
        var high = new byte[64];
        high[3] = 101;
        assertThatThrownBy(() -> new Waveform(Octets.wrap(high))).isInstanceOf(IllegalArgumentException.class);
    }
}
