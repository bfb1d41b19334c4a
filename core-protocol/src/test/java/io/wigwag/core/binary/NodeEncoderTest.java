package io.wigwag.core.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeEncoderTest {
    private final NodeEncoder encoder = new NodeEncoder(TokenDictionary.version3());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            set          | 5a
            read-self    | ec00
            1961         | efff
            ''           | fc00
            1234567890-. | ff061234567890ab
            123          | ff82123f
            3EB0         | fb023eb0
            abc          | fc03616263
            \u017c       | fc02c5bc
            a@g.us       | fc066140672e7573
            """)
    void eachTextTakesItsShortestForm(String text, String expected) {
        assertThat(hex(Node.tag("iq").attribute("to", text).build())).isEqualTo("00f8031911" + expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 253, 254})
    void packedContentLongerThanOurOwnStaysPacked(int characters) throws Exception {
        var packed = "ff" + String.format("%02x", (characters + 1) / 2 % 128 + 128 * (characters % 2))
                + "12".repeat(characters / 2) + (characters % 2 == 0 ? "" : "1f");
        var frame = "00f8021f" + packed;
        var node = new NodeDecoder(TokenDictionary.version3(), DecodeLimits.DEFAULT)
                .decode(HexFormat.of().parseHex(frame));
        assertThat(node.content()).isInstanceOf(Content.Text.class);
        assertThat(hex(node)).isEqualTo(frame);
    }

    @Test
    void aTreeThatWouldOverflowTheStackIsRefused() {
        var node = Node.of("list");
        for (var depth = 0; depth < 100_000; depth++) {
            node = Node.tag("list").child(node).build();
        }
        var tree = node;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.encode(tree))
                .withMessageContaining("deeper than 500");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @s.whatsapp.net           | fa0003                         | fa0003
            808937@s.whatsapp.net     | faff0380893703                 | faff0380893703
            0@c.us                    | fa2dfc04632e7573               | fa
            808937:5@s.whatsapp.net   | f70005ff03808937               | f70005ff03808937
            12345:9@lid               | f70109ff8312345f               | f70109ff8312345f
            808937:99@hosted          | f78063ff03808937               | f78063ff03808937
            808937@hosted             | faff03808937fc06686f73746564   | faff03808937fc06686f73746564
            808937_3:5@s.whatsapp.net | f70305ff03808937               | f70305ff03808937
            987654:5@msgr             | f6ff039876540005cc             | fafc083938373635343a35
            2-5566:7@interop          | f5ff02556600070002fc07696e7465726f70 | fafc08322d353536363a37fc07696e7465726f70
            status@broadcast          | fa0b0d                         | fa
            """)
    void eachAddressTakesTheFormOfItsServer(String jid, String third, String second) throws Exception {
        var node = Node.tag("iq").attribute("to", Jid.parse(jid)).build();
        assertThat(hex(node)).isEqualTo("00f8031911" + third);
        // Clients of long ago know neither Messenger's form nor the interop one.
        var old = HexFormat.of().formatHex(new NodeEncoder(TokenDictionary.version2()).encode(node));
        assertThat(old).startsWith("00f803").contains(second.substring(0, 2));
        assertThat(new NodeDecoder(TokenDictionary.version2(), DecodeLimits.DEFAULT)
                        .decode(HexFormat.of().parseHex(old)))
                .isEqualTo(node);
        if (jid.endsWith("msgr") || jid.endsWith("interop")) {
            assertThat(old.substring(10)).startsWith(second.substring(0, 22));
        }
    }

    @Test
    void aTextInsideThatReadsAsAnAddressIsWrittenAsOne() {
        assertThat(hex(Node.tag("iq").text("808937:4@lid").build())).isEqualTo("00f80219f70104ff03808937");
        assertThat(hex(Node.tag("iq").text("a b@c d").build())).isEqualTo("00f80219fc07612062406320" + "64");
        // This one would come back without its zero.
        assertThat(hex(Node.tag("iq").text("808937:0@lid").build())).startsWith("00f80219fc0c");
    }

    @Test
    void sizesTakeOneThreeOrFourBytes() {
        assertThat(hex(bytes(255))).startsWith("00f80219fcff");
        assertThat(hex(bytes(256))).startsWith("00f80219fd000100");
        assertThat(hex(bytes((1 << 20) - 1))).startsWith("00f80219fd0fffff");
        assertThat(hex(bytes(1 << 20))).startsWith("00f80219fe00100000");
    }

    @Test
    void listsTakeOneOrTwoBytesAndNoMore() {
        assertThat(hex(children(0))).isEqualTo("00f8021900");
        assertThat(hex(children(255))).startsWith("00f80219f8ff");
        assertThat(hex(children(256))).startsWith("00f80219f90100");
        assertThat(hex(children(65_535))).startsWith("00f80219f9ffff");
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(children(65_536)));
    }

    @Test
    void theBufferIsUsedAgainAndWhatItHeldBeforeDoesNotShow() {
        var small = Node.of("iq");
        var frame = encoder.encode(small);
        var buffer = encoder.buffer();
        encoder.encode(bytes(100));
        assertThat(encoder.buffer()).isSameAs(buffer);
        encoder.encode(bytes(1_000_000));
        var size = encoder.encodeInPlace(small);
        assertThat(encoder.buffer()).hasSizeLessThan(1_000_000);
        assertThat(Arrays.copyOf(encoder.buffer(), size)).isEqualTo(frame);
    }

    private static Node bytes(int size) {
        return Node.tag("iq").bytes(Octets.wrap(new byte[size])).build();
    }

    private static Node children(int count) {
        return Node.tag("iq")
                .children(Collections.nCopies(count, Node.of("user")))
                .build();
    }

    private String hex(Node node) {
        return HexFormat.of().formatHex(encoder.encode(node));
    }
}
