package io.wigwag.core.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ReadOnlyBufferException;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class OctetsTest {
    @Test
    void aCopyDoesNotFollowItsSource() {
        var source = new byte[] {1, 2, 3};
        var copy = Octets.copyOf(source);
        var part = Octets.copyOf(source, 1, 3);
        source[1] = 9;
        assertThat(copy.toHex()).isEqualTo("010203");
        assertThat(part.toHex()).isEqualTo("0203");
        copy.toArray()[0] = 9;
        assertThat(copy.at(0)).isEqualTo((byte) 1);
    }

    @Test
    void windowsAreEqualToCopiesOfTheSameBytes() {
        var whole = Octets.ofHex("00aabbcc00");
        var window = whole.slice(1, 4);
        assertThat(window).isEqualTo(Octets.ofHex("AABBCC")).hasSameHashCodeAs(Octets.ofHex("aabbcc"));
        assertThat(window).isNotEqualTo(Octets.ofHex("aabbcd")).isNotEqualTo(Octets.ofHex("aabb"));
        assertThat(window).isNotEqualTo("aabbcc");
        assertThat(window.compact()).isEqualTo(window);
        assertThat(whole.compact()).isSameAs(whole);
        assertThat(whole.startsWith(Octets.ofHex("00aa"))).isTrue();
        assertThat(whole.startsWith(Octets.ofHex("aa"))).isFalse();
        assertThat(window.startsWith(whole)).isFalse();
    }

    @Test
    void differentHashesTellValuesApartToo() {
        var one = Octets.ofHex("01");
        var two = Octets.ofHex("02");
        assertThat(one.hashCode()).isNotEqualTo(two.hashCode());
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void emptyIsOneValue() {
        assertThat(Octets.copyOf(new byte[0])).isSameAs(Octets.EMPTY);
        assertThat(Octets.wrap(new byte[3], 1, 0)).isSameAs(Octets.EMPTY);
        assertThat(Octets.copyOf(new byte[3], 1, 1)).isSameAs(Octets.EMPTY);
        assertThat(Octets.concat()).isSameAs(Octets.EMPTY);
        assertThat(Octets.EMPTY.isEmpty()).isTrue();
        assertThat(Octets.EMPTY).hasToString("Octets[]");
    }

    @Test
    void nothingIsReadOutsideTheWindow() {
        var window = Octets.ofHex("00aabbcc00").slice(1, 4);
        assertThatThrownBy(() -> window.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.slice(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Octets.wrap(new byte[2], 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void buffersStreamsAndDigestsSeeTheWindowOnly() throws Exception {
        var window = Octets.ofHex("00aabbcc00").slice(1, 4);
        var buffer = window.asBuffer();
        assertThat(buffer.remaining()).isEqualTo(3);
        assertThatThrownBy(() -> buffer.put((byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(read(window)).isEqualTo(window);
        var digest = MessageDigest.getInstance("SHA-256");
        window.update(digest);
        assertThat(digest.digest())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(window.toArray()));
    }

    @Test
    void joinsInOrder() {
        assertThat(Octets.concat(Octets.ofHex("01"), Octets.EMPTY, Octets.ofHex("0203")))
                .isEqualTo(Octets.ofHex("010203"));
    }

    @Test
    void longValuesAreNotPrintedWhole() {
        assertThat(Octets.ofHex("01020304")).hasToString("Octets[01020304]");
        assertThat(Octets.ofHex("0102030405")).hasToString("Octets[5: 01020304..]");
    }

    private static Octets read(Octets octets) throws IOException {
        try (var in = octets.asStream()) {
            return Octets.wrap(in.readAllBytes());
        }
    }
}
