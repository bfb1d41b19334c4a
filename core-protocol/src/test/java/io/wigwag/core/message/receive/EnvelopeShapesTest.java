package io.wigwag.core.message.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.message.receive.Envelope.Kind;
import io.wigwag.core.people.OwnAccount;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which chat a stanza belongs to and who wrote it, for every shape that there is. We are 491 with the hidden id 7001.
class EnvelopeShapesTest {
    private final EnvelopeReader reader =
            new EnvelopeReader(new OwnAccount(jid("491:5@s.whatsapp.net"), Optional.of(jid("7001:5@lid"))));

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (MalformedJid wrong) {
            throw new AssertionError(wrong);
        }
    }

    /// @param attributes as `name=value`, with blanks between them
    private static Node stanza(String attributes) {
        var stanza = Node.tag("message")
                .attribute("id", "X1")
                .attribute("t", 1_790_000_000)
                .attribute("type", "text");
        for (var attribute : attributes.split(" ", -1)) {
            var parts = attribute.split("=", 2);
            if (parts[1].contains("@")) {
                stanza.attribute(parts[0], jid(parts[1]));
            } else {
                stanza.attribute(parts[0], parts[1]);
            }
        }
        return stanza.build();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            by hidden id       | from=7002:3@lid sender_pn=492@s.whatsapp.net      | DIRECT | 7002@lid | 7002:3@lid | 492@s.whatsapp.net | false
            by number          | from=492:3@s.whatsapp.net sender_lid=7002@lid     | DIRECT | 492@s.whatsapp.net | 492:3@s.whatsapp.net | 7002@lid | false
            by one name only   | from=492@s.whatsapp.net                           | DIRECT | 492@s.whatsapp.net | 492@s.whatsapp.net | | false
            own, by hidden id  | from=7001@lid recipient=7002@lid peer_recipient_pn=492@s.whatsapp.net | DIRECT | 7002@lid | 7001@lid | | true
            own, by number     | from=491:2@s.whatsapp.net recipient=492@s.whatsapp.net | DIRECT | 492@s.whatsapp.net | 491:2@s.whatsapp.net | | true
            to oneself         | from=491@s.whatsapp.net                           | DIRECT | 491@s.whatsapp.net | 491@s.whatsapp.net | | true
            own affairs        | from=491@s.whatsapp.net category=peer             | PEER | 491@s.whatsapp.net | 491@s.whatsapp.net | | true
            hosted             | from=492:99@hosted sender_lid=7002@lid            | DIRECT | 492@s.whatsapp.net | 492:99@hosted | 7002@lid | false
            own hosted         | from=491:99@hosted recipient=7002@lid             | DIRECT | 7002@lid | 491:99@hosted | | true
            a group            | from=1203@g.us participant=7002:3@lid participant_pn=492@s.whatsapp.net | GROUP | 1203@g.us | 7002:3@lid | 492@s.whatsapp.net | false
            a group, own       | from=1203@g.us participant=7001@lid               | GROUP | 1203@g.us | 7001@lid | | true
            a list             | from=77@broadcast participant=492:3@s.whatsapp.net participant_lid=7002@lid | BROADCAST | 77@broadcast | 492:3@s.whatsapp.net | 7002@lid | false
            a status           | from=status@broadcast participant=7002@lid        | STATUS | status@broadcast | 7002@lid | | false
            a status, own      | from=status@broadcast participant=491@s.whatsapp.net | STATUS | status@broadcast | 491@s.whatsapp.net | | true
            a channel          | from=1203@newsletter server_id=117                | NEWSLETTER | 1203@newsletter | 1203@newsletter | | false
            """)
    void aStanzaNamesItsChatAndItsAuthor(
            String shape, String attributes, Kind kind, String chat, String author, String other, boolean own)
            throws Exception {
        var envelope = reader.read(stanza(attributes));
        assertThat(envelope.place().kind()).as(shape).isEqualTo(kind);
        assertThat(envelope.place().chat()).as(shape).isEqualTo(jid(chat));
        assertThat(envelope.author().device()).as(shape).isEqualTo(jid(author));
        assertThat(envelope.author().own()).as(shape).isEqualTo(own);
        assertThat(envelope.author().other())
                .as(shape)
                .isEqualTo(Optional.ofNullable(other).map(EnvelopeShapesTest::jid));
    }

    @Test
    void theOtherNameOfAChatIsReadToo() throws Exception {
        assertThat(reader.read(stanza("from=7001@lid recipient=7002@lid peer_recipient_pn=492@s.whatsapp.net"))
                        .place()
                        .other())
                .contains(jid("492@s.whatsapp.net"));
        assertThat(reader.read(stanza("from=7002@lid sender_pn=492@s.whatsapp.net offline=1"))
                        .marks()
                        .offline())
                .isTrue();
    }

    @Test
    void whoWritesToManySaysWhoTheyAre() {
        assertThatThrownBy(() -> reader.read(stanza("from=1203@g.us"))).isInstanceOf(MalformedNode.class);
        assertThatThrownBy(() -> reader.read(stanza("from=status@broadcast"))).isInstanceOf(MalformedNode.class);
    }
}
