package io.wigwag.storage.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Values as bytes and back; anything else is refused in one way.
class DocumentBytesTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 20_000);

    private static final Value EVERYTHING = new Value.Nested(Document.builder()
            .put("text", new Value.Text("aé\uD83D\uDEA9"))
            .put("whole", new Value.Whole(-300))
            .put("real", new Value.Real(1.5))
            .put("yes", new Value.Flag(true))
            .put("no", new Value.Flag(false))
            .put("moment", new Value.Moment(Instant.ofEpochMilli(-1)))
            .put("bytes", new Value.Bytes(Octets.ofHex("00ff")))
            .put("many", new Value.Many(List.of(new Value.Whole(Long.MIN_VALUE), new Value.Many(List.of()))))
            .put("nested", new Value.Nested(Document.EMPTY))
            .build());

    /// Stored and sealed data has this form: it may be added to, never changed.
    @Test
    void theFormIsWrittenDownHere() {
        assertThat(DocumentBytes.write(EVERYTHING).toHex())
                .isEqualTo("0809"
                        + "056279746573" + "060200ff"
                        + "046d616e79" + "0702" + "02ffffffffffffffffff01" + "0700"
                        + "066d6f6d656e74" + "0501"
                        + "066e6573746564" + "0800"
                        + "026e6f" + "0400"
                        + "047265616c" + "033ff8000000000000"
                        + "0474657874" + "010761c3a9f09f9aa9"
                        + "0577686f6c65" + "02d704"
                        + "03796573" + "0401");
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        assertThat(DocumentBytes.read(DocumentBytes.write(EVERYTHING))).isEqualTo(EVERYTHING);
        for (var whole : List.of(0L, 1L, -1L, 63L, 64L, Long.MAX_VALUE, Long.MIN_VALUE)) {
            var value = new Value.Whole(whole);
            assertThat(DocumentBytes.read(DocumentBytes.write(value))).isEqualTo(value);
        }
    }

    @Test
    void whatEndsEarlyOrLateIsRefused() {
        var bytes = DocumentBytes.write(EVERYTHING);
        for (var size = 0; size < bytes.size(); size++) {
            var cut = bytes.slice(0, size);
            assertThatThrownBy(() -> DocumentBytes.read(cut))
                    .as("cut at %d", size)
                    .isInstanceOf(MalformedDocument.class);
        }
        var longer = Octets.concat(bytes, Octets.ofHex("00"));
        assertThatThrownBy(() -> DocumentBytes.read(longer)).isInstanceOf(MalformedDocument.class);
        assertThatThrownBy(() -> DocumentBytes.readDocument(DocumentBytes.write(new Value.Whole(1))))
                .isInstanceOf(MalformedDocument.class);
    }

    @Test
    void whatNobodyWritesIsRefused() {
        var deep = "0701".repeat(40) + "0401";
        Stream.of(
                        "09",
                        "00",
                        "0402",
                        "02" + "ff".repeat(11),
                        "07ffffffff7f",
                        "0802016102020161" + "0202",
                        "080101410202",
                        deep)
                .forEach(hex -> assertThatThrownBy(() -> DocumentBytes.read(Octets.ofHex(hex)))
                        .as(hex)
                        .isInstanceOf(MalformedDocument.class));
    }

    @Test
    void changedBytesAreReadOrRefused() {
        var seed = Long.getLong("seed", 1);
        var random = new SplittableRandom(seed);
        var refused = 0;
        for (var i = 0; i < ROUNDS; i++) {
            var bytes = DocumentBytes.write(EVERYTHING).toArray();
            for (var change = 0; change <= i % 4; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(DocumentBytes.read(Octets.wrap(bytes)))
                        .as("seed %d", seed)
                        .isNotNull();
            } catch (MalformedDocument malformed) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
