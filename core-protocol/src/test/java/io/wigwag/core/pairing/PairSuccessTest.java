package io.wigwag.core.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import org.junit.jupiter.api.Test;

class PairSuccessTest {
    private static final Octets CONTAINER = Octets.ofHex("0a00");

    private static NodeBuilder device() {
        return Node.tag("device").attribute("jid", "999100:3@s.whatsapp.net").attribute("lid", "100200:3@lid");
    }

    private static Node iq(NodeBuilder... children) {
        var success = Node.tag("pair-success");
        for (var child : children) {
            success.child(child);
        }
        return Node.tag("iq").attribute("id", "77").child(success).build();
    }

    private static NodeBuilder identity() {
        return Node.tag("device-identity").bytes(CONTAINER);
    }

    @Test
    void itSaysWhoWeAre() throws Exception {
        var success = PairSuccess.parse(iq(
                Node.tag("platform").attribute("name", "smba"),
                identity(),
                device(),
                Node.tag("biz").attribute("name", "Bakery")));

        assertThat(success.id()).isEqualTo("77");
        assertThat(success.jid()).isEqualTo(Jid.parse("999100:3@s.whatsapp.net"));
        assertThat(success.lid()).contains(Jid.parse("100200:3@lid"));
        assertThat(success.container()).isEqualTo(CONTAINER);
        assertThat(success.platform()).contains("smba");
        assertThat(success.businessName()).contains("Bakery");
    }

    @Test
    void theRestMayBeAbsent() throws Exception {
        var success = PairSuccess.parse(iq(identity(), Node.tag("device").attribute("jid", "999100:3@s.whatsapp.net")));

        assertThat(success.lid()).isEmpty();
        assertThat(success.platform()).isEmpty();
        assertThat(success.businessName()).isEmpty();
    }

    @Test
    void withoutStatementOrAddressItIsMalformed() {
        malformed(iq(identity()));
        malformed(iq(device()));
        malformed(iq(device(), Node.tag("device-identity")));
        malformed(iq(identity(), Node.tag("device").attribute("lid", "100200:3@lid")));
        malformed(iq(identity(), Node.tag("device").attribute("jid", "not an address")));
        malformed(Node.tag("iq").attribute("id", "77").build());
    }

    @Test
    void anAddressThatIsNoDevicesOfAnAccountIsMalformed() {
        malformed(iq(identity(), Node.tag("device").attribute("jid", "somebody:3@s.whatsapp.net")));
        malformed(iq(identity(), Node.tag("device").attribute("jid", "100200:3@lid")));
        malformed(iq(
                identity(),
                Node.tag("device")
                        .attribute("jid", "999100:3@s.whatsapp.net")
                        .attribute("lid", "999100:3@s.whatsapp.net")));
    }

    @Test
    void aStatementThatProvesNothingIsAnsweredToo() {
        assertThat(PairSuccess.refusal("77"))
                .isEqualTo(Node.tag("iq")
                        .attribute("to", Jid.SERVER)
                        .attribute("type", "error")
                        .attribute("id", "77")
                        .child(Node.tag("error").attribute("code", "401").attribute("text", "not-authorized"))
                        .build());
    }

    private static void malformed(Node iq) {
        assertThatThrownBy(() -> PairSuccess.parse(iq)).isInstanceOf(MalformedNode.class);
    }
}
