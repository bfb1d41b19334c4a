package io.wigwag.core.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodePairingStanzasTest {
    private static final Octets REF = Octets.ofHex("3340");
    private static final Octets WRAPPED = Octets.wrap(new byte[80]);

    private final SecureRandom random = new SeededRandom(7);
    private final PublicKey key = KeyPair.generate(random).publicKey();

    private static Node stage(String name, NodeBuilder... children) {
        var stage = Node.tag("link_code_companion_reg").attribute("stage", name);
        for (var child : children) {
            stage.child(child);
        }
        return Node.tag("notification").child(stage).build();
    }

    private static NodeBuilder ref() {
        return Node.tag("link_code_pairing_ref").bytes(REF);
    }

    private static NodeBuilder wrapped() {
        return Node.tag("link_code_pairing_wrapped_primary_ephemeral_pub").bytes(WRAPPED);
    }

    private NodeBuilder identity() {
        return Node.tag("primary_identity_pub").bytes(key.octets());
    }

    @Test
    void theHelloPresentsTheCompanionToThePhoneOfTheAccount() throws Exception {
        var account = Jid.parse("999100@s.whatsapp.net");
        var pairing = CompanionPairing.begin(PairingCode.generate(random), random);

        var iq = CodePairingStanzas.companionHello(
                "7", account, pairing, new CompanionCard(key, ClientType.UWP, "Edge (Windows)"));

        assertThat(iq.attributes().requireJid("to")).isEqualTo(Jid.SERVER);
        assertThat(iq.attributes().is("xmlns", "md")).isTrue();
        var stage = iq.requireChild("link_code_companion_reg");
        assertThat(stage.attributes().requireJid("jid")).isEqualTo(account);
        assertThat(stage.attributes().is("stage", "companion_hello")).isTrue();
        assertThat(stage.requireChild("companion_server_auth_key_pub").requireBytes())
                .isEqualTo(key.octets());
        assertThat(stage.requireChild("companion_platform_id").requireText()).isEqualTo("8");
        assertThat(stage.requireChild("companion_platform_display").requireText())
                .isEqualTo("Edge (Windows)");
        assertThat(stage.requireChild("link_code_pairing_wrapped_companion_ephemeral_pub")
                        .requireBytes())
                .isEqualTo(pairing.hello());
    }

    @Test
    void theServersRefIsRead() throws Exception {
        assertThat(CodePairingStanzas.ref(stage("companion_hello", ref()))).isEqualTo(REF);
    }

    @Test
    void thePhonesHelloIsReadWithItsRef() throws Exception {
        var read = CodePairingStanzas.primaryHello(stage("primary_hello", ref(), wrapped(), identity()));

        assertThat(read).isEqualTo(new CodePairingStanzas.FromPhone(REF, new PrimaryHello(WRAPPED, key)));
    }

    @Test
    void whatMissesAPartIsMalformed() {
        var broken = List.of(
                Node.of("notification"),
                stage("refresh_code", ref(), wrapped(), identity()),
                stage("primary_hello", wrapped(), identity()),
                stage("primary_hello", ref(), identity()),
                stage("primary_hello", ref(), wrapped()),
                stage(
                        "primary_hello",
                        ref(),
                        wrapped(),
                        Node.tag("primary_identity_pub").bytes(REF)));

        for (var notification : broken) {
            assertThatThrownBy(() -> CodePairingStanzas.primaryHello(notification))
                    .as(notification.toString())
                    .isInstanceOf(MalformedNode.class);
        }
        assertThatThrownBy(() -> CodePairingStanzas.ref(stage("companion_hello")))
                .isInstanceOf(MalformedNode.class);
    }
}
