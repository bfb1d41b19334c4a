package io.wigwag.core.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeTest {
    private final Node iq = Node.tag("iq")
            .attribute("from", Jid.SERVER)
            .attribute("id", "17")
            .attribute("t", 1_700_000_000L)
            .attribute("notify", Optional.of("Ana \"\u017c\"\n"))
            .attribute("participant", Optional.empty())
            .child(Node.tag("error").attribute("code", "404"))
            .child(Node.of("ping"))
            .child(Node.of("ping"))
            .build();

    @Test
    void attributesAreReadByWhatTheyMean() throws Exception {
        var attributes = iq.attributes();
        assertThat(attributes.size()).isEqualTo(4);
        assertThat(attributes.isEmpty()).isFalse();
        assertThat(attributes.name(1)).isEqualTo("id");
        assertThat(attributes.requireJid("from")).isEqualTo(Jid.SERVER);
        assertThat(attributes.jid("participant")).isEmpty();
        assertThat(attributes.jid("from")).hasValue(Jid.SERVER);
        assertThat(attributes.requireText("from")).isEqualTo("@s.whatsapp.net");
        assertThat(attributes.text("id")).hasValue("17");
        assertThat(attributes.requireNumber("t")).isEqualTo(1_700_000_000L);
        assertThat(attributes.number("id")).hasValue(17);
        assertThat(attributes.number("participant")).isEmpty();
        assertThat(attributes.has("id")).isTrue();
        assertThat(attributes.has("participant")).isFalse();
        assertThat(attributes.is("id", "17")).isTrue();
        assertThat(attributes.is("id", "18")).isFalse();
        // A name made at run time is another object than the literal.
        assertThat(attributes.text("xnotify".substring(1))).isPresent();
    }

    @Test
    void anAddressWrittenAsPlainTextIsReadAsWell() throws Exception {
        var plain = Node.tag("ack")
                .attribute("to", "s.whatsapp.net")
                .attribute("from", "5@lid")
                .build()
                .attributes();
        assertThat(plain.requireJid("to")).isEqualTo(Jid.SERVER);
        assertThat(plain.requireJid("from")).isEqualTo(Jid.parse("5@lid"));
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        var attributes = iq.attributes();
        complaint(() -> attributes.requireJid("to"), "iq: no attribute to");
        complaint(() -> attributes.requireJid("id"), "iq: attribute id");
        complaint(() -> attributes.requireNumber("notify"), "iq: attribute notify is no number");
        complaint(() -> attributes.requireText("x"), "iq: no attribute x");
        complaint(() -> iq.requireChild("query"), "iq: no child query");
        complaint(iq::requireBytes, "iq: no bytes inside");
        complaint(iq::requireText, "iq: no text inside");
        complaint(Node.of("ping")::requireText, "ping: no text inside");
        complaint(Node.of("ping")::requireBytes, "ping: no bytes inside");
    }

    @Test
    void childrenAreFoundByTag() throws Exception {
        assertThat(iq.requireChild("error").attributes().requireNumber("code")).isEqualTo(404);
        assertThat(iq.children("ping")).hasSize(2);
        assertThat(iq.children()).hasSize(3);
        assertThat(iq.child("query")).isEmpty();
        assertThat(Node.of("ping").children()).isEmpty();
        assertThat(Children.of(Node.of("a"), Node.of("b"))).isEqualTo(List.of(Node.of("a"), Node.of("b")));
    }

    @Test
    void textAndBytesAreReadAsEither() throws Exception {
        var bytes = Node.tag("ref").bytes(Octets.ofHex("c5bc")).build();
        var text = Node.tag("ref").text("\u017c").build();
        assertThat(bytes.requireText()).isEqualTo("\u017c");
        assertThat(text.requireText()).isEqualTo("\u017c");
        assertThat(text.requireBytes()).isEqualTo(bytes.requireBytes());
        assertThat(bytes).isNotEqualTo(text);
    }

    @Test
    void equalityIsByValue() {
        assertThat(iq).isNotEqualTo(Node.of("iq")).isNotEqualTo("iq").isEqualTo(iq);
        assertThat(Node.tag("a").attribute("b", "5@lid").build())
                .isNotEqualTo(Node.tag("a").attribute("b", Jid.STATUS).build());
        assertThat(Node.tag("a").children(List.of()).build()).isNotEqualTo(Node.of("a"));
    }

    @Test
    void theBuilderRefusesWhatNoNodeCanBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> Node.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Node.tag("a").attribute("", "b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Node.tag("a").attribute("b", "c").attribute("b", "d"));
        assertThatIllegalStateException()
                .isThrownBy(() -> Node.tag("a").text("b").child(Node.of("c")));
        assertThatIllegalStateException()
                .isThrownBy(() -> Node.tag("a").child(Node.of("c")).text("b"));
        assertThatIllegalStateException()
                .isThrownBy(() -> Node.tag("a").text("b").bytes(Octets.EMPTY));
    }

    @Test
    void theExactTextShowsAll() throws Exception {
        assertThat(NodeText.exact().of(iq))
                .isEqualTo("<iq from=@s.whatsapp.net id=\"17\" t=\"1700000000\" notify=\"Ana \\\"\u017c\\\"\\n\">"
                        + "<error code=\"404\"/><ping/><ping/></iq>");
        var enc = Node.tag("enc")
                .attribute("to", Jid.parse("12345:7@lid"))
                .bytes(Octets.ofHex("0102"))
                .build();
        assertThat(NodeText.exact().of(enc)).isEqualTo("<enc to=12345:7@lid>0x0102</enc>");
    }

    @Test
    void theTextForLogsKeepsSecretsAndPeopleBack() throws Exception {
        var message = Node.tag("message")
                .attribute("from", Jid.parse("5215512345678:7@s.whatsapp.net"))
                .attribute("notify", "Ana")
                .attribute("id", "3EB0")
                .attribute("auth", "c2VjcmV0")
                .attribute("to", Jid.STATUS)
                .child(Node.tag("enc").attribute("type", "msg").bytes(Octets.ofHex("00112233")))
                .child(Node.tag("body").text("4711"))
                .child(Node.tag("list").text("read"))
                .build();
        assertThat(message)
                .hasToString(
                        "<message from=..78:7@s.whatsapp.net notify=[3 characters] id=\"3EB0\""
                                + " auth=[8 characters] to=status@broadcast>"
                                + "<enc type=\"msg\">[4 bytes]</enc><body>[4 characters]</body><list>\"read\"</list></message>");
        assertThat(message.attributes()).asString().startsWith("from=..78:7@s.whatsapp.net notify=[3");
    }

    @Test
    void controlCharactersDoNotReachATerminal() {
        var node = Node.tag("a").attribute("id", "\u001b[2J\t").build();
        assertThat(node).hasToString("<a id=\"\\u001b[2J\\u0009\"/>");
    }

    private static void complaint(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String about) {
        assertThatExceptionOfType(MalformedNode.class).isThrownBy(call).withMessageContaining(about);
    }
}
