package io.wigwag.core.pairing;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;

/// Linking by code on the wire, as the companion writes and reads it. All stages share one element, and all but the
/// first name the exchange by the server's ref.
public final class CodePairingStanzas {
    private static final String ELEMENT = "link_code_companion_reg";
    private static final String REF = "link_code_pairing_ref";

    private CodePairingStanzas() {}

    /// Asks the server to tell the phone of this account; answered with a ref.
    public static Node companionHello(String id, Jid account, CompanionPairing pairing, CompanionCard card) {
        return request(
                id,
                Node.tag(ELEMENT)
                        .attribute("jid", account)
                        .attribute("stage", "companion_hello")
                        .attribute("should_show_push_notification", "true")
                        .child(Node.tag("link_code_pairing_wrapped_companion_ephemeral_pub")
                                .bytes(pairing.hello()))
                        .child(Node.tag("companion_server_auth_key_pub")
                                .bytes(card.noise().octets()))
                        .child(Node.tag("companion_platform_id")
                                .text(card.clientType().wire()))
                        .child(Node.tag("companion_platform_display").text(card.display()))
                        .child(Node.tag("link_code_pairing_nonce").text("0")));
    }

    /// The ref in the server's answer to the hello.
    public static Octets ref(Node result) throws MalformedNode {
        return result.requireChild(ELEMENT).requireChild(REF).requireBytes();
    }

    /// What the phone sent, with the ref that tells whether it is for the code shown now.
    public record FromPhone(Octets ref, PrimaryHello hello) {}

    public static FromPhone primaryHello(Node notification) throws MalformedNode {
        var stage = notification.requireChild(ELEMENT);
        if (!stage.attributes().is("stage", "primary_hello")) {
            throw new MalformedNode(ELEMENT + ": not the stage primary_hello");
        }
        return new FromPhone(
                stage.requireChild(REF).requireBytes(),
                new PrimaryHello(
                        stage.requireChild("link_code_pairing_wrapped_primary_ephemeral_pub")
                                .requireBytes(),
                        key(stage.requireChild("primary_identity_pub"))));
    }

    private static PublicKey key(Node node) throws MalformedNode {
        try {
            return PublicKey.of(node.requireBytes());
        } catch (InvalidKey invalid) {
            throw new MalformedNode(node.tag() + ": " + invalid.getMessage());
        }
    }

    public static Node companionFinish(String id, Jid account, Octets ref, CompanionFinish finish) {
        return request(
                id,
                Node.tag(ELEMENT)
                        .attribute("jid", account)
                        .attribute("stage", "companion_finish")
                        .child(Node.tag("link_code_pairing_wrapped_key_bundle").bytes(finish.bundle()))
                        .child(Node.tag("companion_identity_public")
                                .bytes(finish.identity().octets()))
                        .child(Node.tag(REF).bytes(ref)));
    }

    private static Node request(String id, NodeBuilder stage) {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("type", "set")
                .attribute("id", id)
                .attribute("xmlns", "md")
                .child(stage)
                .build();
    }
}
