package io.wigwag.sandbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.TestCompanion;
import org.junit.jupiter.api.Test;

/// The same over a real socket, once through.
final class WireTest {
    @Test
    void twoCompanionsTalkAndMakeAGroup() throws Exception {
        try (var sandbox = Sandbox.start()) {
            var anna = TestCompanion.linked(sandbox, "anna");
            var ben = TestCompanion.linked(sandbox, "ben");
            try (var one = anna.online();
                    var other = ben.online()) {
                one.send(Stanza.message("M1", ben.lid(), ben.lid()));
                var ack = one.await(node -> node.is("ack") && node.attributes().is("id", "M1"));
                assertThat(ack.attributes().jid("from")).hasValue(ben.lid());
                var came = other.await(
                        node -> node.is("message") && node.attributes().is("id", "M1"));
                assertThat(came.attributes().jid("from")).hasValue(anna.lid());
                assertThat(came.attributes().jid("sender_pn"))
                        .hasValue(anna.pn().bare());
                assertThat(Stanza.secrets(came)).containsExactly(ben.lid().toString());

                other.send(Stanza.receipt("M1", anna.lid()).build());
                assertThat(one.await(node ->
                                        node.is("receipt") && node.attributes().is("id", "M1"))
                                .attributes()
                                .jid("from"))
                        .hasValue(ben.lid());

                var created = one.query(Node.tag("iq")
                        .attribute("type", "set")
                        .attribute("xmlns", "w:g2")
                        .attribute("to", Jid.GROUPS)
                        .child(Node.tag("create")
                                .attribute("subject", "Trip")
                                .child(Node.tag("participant").attribute("jid", ben.lid())))
                        .build());
                var id = created.requireChild("group").attributes().requireText("id");
                var news = other.await(
                        node -> node.is("notification") && node.attributes().is("type", "w:gp2"));
                assertThat(news.attributes().requireJid("from").user()).isEqualTo(id);
                assertThat(news.attributes().requireJid("participant"))
                        .isEqualTo(anna.lid().bare());
            }
        }
    }
}
