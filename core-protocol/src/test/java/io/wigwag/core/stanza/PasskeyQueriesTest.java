package io.wigwag.core.stanza;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasskeyQueriesTest {
    private static final Octets BYTES = Octets.ofHex("0102");

    private static Node query(String type, NodeBuilder child) {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("type", type)
                .attribute("id", "1")
                .attribute("xmlns", "md")
                .child(child)
                .build();
    }

    private static Node result(NodeBuilder child) {
        return Node.tag("iq").attribute("type", "result").child(child).build();
    }

    @Test
    void optionsAreHandedOnUnread() throws Exception {
        var asked = new PasskeyOptions();

        assertThat(asked.toNode("1")).isEqualTo(query("get", Node.tag("passkey_request_options")));
        assertThat(asked.answer(result(Node.tag("passkey_request_options").bytes(BYTES))))
                .isEqualTo(BYTES);
        assertThatThrownBy(() -> asked.answer(result(Node.tag("other")))).isInstanceOf(MalformedNode.class);
    }

    @Test
    void aRefIsText() throws Exception {
        var asked = new RefQuery();

        assertThat(asked.toNode("1")).isEqualTo(query("get", Node.tag("ref")));
        assertThat(asked.answer(result(Node.tag("ref").bytes(Octets.ofHex("3261")))))
                .isEqualTo("2a");
        assertThatThrownBy(() -> asked.answer(result(Node.tag("ref")))).isInstanceOf(MalformedNode.class);
    }

    @Test
    void aPrologueShowsThePasskeyAndPerhapsAProof() throws Exception {
        var bare = Node.tag("passkey_prologue")
                .child(Node.tag("credential_id").bytes(Octets.ofHex("c1")))
                .child(Node.tag("webauthn_assertion").bytes(Octets.ofHex("7b7d")))
                .child(Node.tag("prologue_payload").bytes(BYTES));
        var prologue = new PasskeyPrologue(Octets.ofHex("c1"), Octets.ofHex("7b7d"), BYTES, Optional.empty());

        assertThat(prologue.toNode("1")).isEqualTo(query("set", bare));
        assertThat(prologue.answer(Node.tag("iq").attribute("type", "result").build()))
                .isEqualTo(Done.DONE);
        assertThat(new PasskeyPrologue(Octets.ofHex("c1"), Octets.ofHex("7b7d"), BYTES, Optional.of(Octets.ofHex("ee")))
                        .toNode("1"))
                .isEqualTo(query(
                        "set", bare.child(Node.tag("pairing_handoff_proof").bytes(Octets.ofHex("ee")))));
    }

    @Test
    void nonceAndRequestAreBytes() throws Exception {
        assertThat(new CompanionNonce(BYTES).toNode("1"))
                .isEqualTo(query("set", Node.tag("companion_nonce").bytes(BYTES)));
        assertThat(new EncryptedPairingRequest(BYTES).toNode("1"))
                .isEqualTo(query("set", Node.tag("encrypted_pairing_request").bytes(BYTES)));
        var done = Node.tag("iq").attribute("type", "result").build();
        assertThat(new CompanionNonce(BYTES).answer(done)).isEqualTo(Done.DONE);
        assertThat(new EncryptedPairingRequest(BYTES).answer(done)).isEqualTo(Done.DONE);
    }
}
