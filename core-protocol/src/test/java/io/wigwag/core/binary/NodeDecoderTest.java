package io.wigwag.core.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeDecoderTest {
    // The frame of <iq to=VALUE/>, up to the value.
    private static final String IQ_TO = "00f8031911";
    private static final DecodeLimits SMALL = new DecodeLimits(3, 4, 5, 6, 100);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            empty list                  | 00                             | ""
            one-byte token              | 03                             | "s.whatsapp.net"
            last one-byte token         | eb                             | "screen_height"
            two-byte token              | ec00                           | "read-self"
            last two-byte token         | efff                           | "1961"
            nibbles, even               | ff06 1234567890ab              | "1234567890-."
            nibbles, odd                | ff82 123f                      | "123"
            nibbles, odd, other padding | ff82 1230                      | "123"
            no nibbles                  | ff00                           | ""
            hex, even                   | fb05 0123abcdef                | "0123ABCDEF"
            hex, odd                    | fb82 abcf                      | "ABC"
            raw, one byte of size       | fc03 616263                    | "abc"
            raw, 20 bits of size        | fd000003 616263                | "abc"
            raw, upper bits ignored     | fdf00003 616263                | "abc"
            raw, four bytes of size     | fe00000003 616263              | "abc"
            raw, beyond ASCII           | fc07 c5bcc3b3c58277            | "\u017c\u00f3\u0142w"
            raw, cut inside a letter    | fc02 61c5                      | "a\ufffd"
            address                     | faff03808937 1c                | 808937@g.us
            address by a name           | fa0b 0d                        | status@broadcast
            address, leading zero       | faff020012 1c                  | 0012@g.us
            address, 18 digits          | faff09123456789012345678 1c    | 123456789012345678@g.us
            address, 19 digits          | faff8a1234567890123456789f 1c  | 1234567890123456789@g.us
            address, one digit          | faff815f 1c                    | 5@g.us
            address, hyphen             | faff0412a34b56 1c              | 12-34.56@g.us
            server alone                | fa00 03                        | @s.whatsapp.net
            server never heard of       | faff011a fc0474656d70          | 1-@temp
            phone number's device       | f70005 ff03808937              | 808937:5@s.whatsapp.net
            hidden id's device          | f701ff ff03808937              | 808937:255@lid
            hosted device               | f78063 ff03808937              | 808937:99@hosted
            hosted device of hidden id  | f78163 ff03808937              | 808937:99@hosted.lid
            device of an agent          | f70305 ff03808937              | 808937_3:5@s.whatsapp.net
            Messenger's device          | f6ff03987654 0005 fc046d736772 | 987654:5@msgr
            user of another messenger   | f5ff025566 0007 0002 fc07696e7465726f70 | 2-5566:7@interop
            """)
    void eachFormOfAValueIsReadAndRefusedWhenCutAnywhere(String name, String hex, String expected) throws Exception {
        var frame = frame(IQ_TO + hex);
        var node = decode(frame);
        assertThat(NodeText.exact().of(node)).isEqualTo("<iq to=" + expected + "/>");
        for (var size = 0; size < frame.length; size++) {
            refused(Arrays.copyOf(frame, size));
        }
        refused(Arrays.copyOf(frame, frame.length + 1));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            unused first byte               | 00f8031911 f0
            list as a value                 | 00f8031911 f80119
            no nibble of that number        | 00f8031911 ff01c1
            padding that is not at the end  | 00f8031911 ff01f1
            no such character, odd          | 00f8031911 ff81c0
            address without a server        | 00f8031911 fa1200
            address inside an address       | 00f8031911 fafaff0312345603 03
            device of nobody                | 00f8031911 f7000100
            user with an at sign            | 00f8031911 fafc034061621c
            user ends like an agent         | 00f8031911 f70001fc03615f31
            server with a capital           | 00f8031911 faff0112fc0141
            size above two GiB              | 00f8031911 feffffffff61
            more attributes than bytes      | 00f8ff1911fc0178
            more children than bytes        | 00f80219f9fffff80119
            no list                         | 0019
            list without a tag              | 00f80019
            empty tag                       | 00f80100
            empty raw tag                   | 00f801fc00
            tag that is an address          | 00f801faff0312345603
            attribute without a name        | 00f803190011
            attribute named by an address   | 00f80319faff031234560311
            child that is no node           | 00f80219f80119
            nothing                         | ''
            flags alone                     | 00
            deflated flags alone            | 02
            deflated garbage                | 02e47a26a301
            """)
    void malformedFramesEndInOneException(String name, String hex) {
        refused(frame(hex));
    }

    @Test
    void contentIsToldApart() throws Exception {
        assertThat(content("")).isEqualTo(Content.NONE);
        assertThat(content("00")).isEqualTo(Children.NOBODY);
        assertThat(content("f800")).isEqualTo(Children.NOBODY);
        assertThat(content("f801f80156")).isEqualTo(Children.of(Node.of("ping")));
        assertThat(content("fc026869")).isInstanceOf(Content.Bytes.class);
        assertThat(content("ff03808937")).isEqualTo(new Content.Text("808937"));
        assertThat(content("f70104ff03808937")).isEqualTo(new Content.Text("808937:4@lid"));
    }

    @Test
    void aWindowOfALargerArrayIsReadWithoutItsSurroundings() throws Exception {
        var frame = frame("00f80219fc026869");
        var large = new byte[frame.length + 7];
        Arrays.fill(large, (byte) 0xF8);
        System.arraycopy(frame, 0, large, 3, frame.length);
        var node = decoder(DecodeLimits.DEFAULT).decode(large, 3, frame.length);
        assertThat(node.requireText()).isEqualTo("hi");
    }

    @Test
    void whereANameOccursTwiceTheFirstCounts() throws Exception {
        assertThat(decode(frame("00f805190803080e")).attributes().text("id")).hasValue("s.whatsapp.net");
    }

    @Test
    void eachLimitHoldsAndItsOwnSizePasses() throws Exception {
        var deepest = "f80219f801f80219f801f80119";
        accepted(SMALL, "00" + deepest);
        refused(SMALL, "00f80219f801" + deepest, "deeper than 3");
        accepted(SMALL, "00f80219f803f80119f80119f80119");
        refused(SMALL, "00f80219f804f80119f80119f80119f80119", "more than 4 nodes");
        accepted(SMALL, IQ_TO + "fc056162636465");
        refused(SMALL, IQ_TO + "fc06616263646566", "at most 5");
        accepted(SMALL, "00f80219fc06616263646566");
        refused(SMALL, "00f80219fc0761626364656667", "at most 6");
    }

    @Test
    void deflatedFramesAreReadUpToTheirLimit() throws Exception {
        var limits = new DecodeLimits(10, 10, 1000, 10_000, 4096);
        // A node of five bytes of head, and content that fills the limit exactly, or by one byte more.
        var fits = new byte[4096];
        System.arraycopy(frame("f80219fd000ff9"), 0, fits, 0, 7);
        assertThat(decoder(limits).decode(deflated(fits)).requireBytes().size()).isEqualTo(4089);
        assertThatExceptionOfType(MalformedNode.class)
                .isThrownBy(() -> decoder(limits).decode(deflated(new byte[4097])))
                .withMessageContaining("more than 4096");
        assertThatExceptionOfType(MalformedNode.class)
                .isThrownBy(() -> decoder(limits).decode(deflated(new byte[50_000_000])))
                .withMessageContaining("more than 4096");
    }

    @Test
    void aDeflatedFrameIsRefusedWhenCutAnywhereOrFollowedByMore() throws Exception {
        var frame = deflated(frame("f80219fc026869"));
        assertThat(decode(frame).requireText()).isEqualTo("hi");
        for (var size = 0; size < frame.length; size++) {
            refused(Arrays.copyOf(frame, size));
        }
        refused(Arrays.copyOf(frame, frame.length + 1));
        frame[frame.length - 1] ^= 1;
        refused(frame);
    }

    @Test
    void aRefusalCarriesNoStack() {
        assertThatExceptionOfType(MalformedNode.class)
                .isThrownBy(() -> decode(new byte[0]))
                .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
    }

    @Test
    void theDecoderWorksOnAfterARefusal() throws Exception {
        var decoder = decoder(SMALL);
        for (var i = 0; i < 10; i++) {
            assertThatExceptionOfType(MalformedNode.class).isThrownBy(() -> decoder.decode(frame("00f80219")));
            assertThat(decoder.decode(frame("00f80119"))).isEqualTo(Node.of("iq"));
        }
    }

    private static Content content(String hex) throws Exception {
        return decode(frame(hex.isEmpty() ? "00f80119" : "00f80219" + hex)).content();
    }

    private static void accepted(DecodeLimits limits, String hex) throws Exception {
        assertThat(decoder(limits).decode(frame(hex)).tag()).isEqualTo("iq");
    }

    private static void refused(DecodeLimits limits, String hex, String why) {
        assertThatExceptionOfType(MalformedNode.class)
                .isThrownBy(() -> decoder(limits).decode(frame(hex)))
                .withMessageContaining(why);
    }

    private static void refused(byte[] frame) {
        assertThatExceptionOfType(MalformedNode.class).isThrownBy(() -> decode(frame));
    }

    private static Node decode(byte[] frame) throws MalformedNode {
        return decoder(DecodeLimits.DEFAULT).decode(frame);
    }

    private static NodeDecoder decoder(DecodeLimits limits) {
        return new NodeDecoder(TokenDictionary.version3(), limits);
    }

    private static byte[] frame(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] deflated(byte[] body) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(2);
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(body);
        }
        return out.toByteArray();
    }
}
