package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.Optional;

/// The server tells that something has changed, and wants an ack.
///
/// @param node the whole, for the readers of its subject
public record Notification(String id, Jid from, String type, Optional<Instant> time, Subject subject, Node node)
        implements ServerStanza {
    private static final String LINK_BY_CODE = "link_code_companion_reg";

    /// What it is about.
    public sealed interface Subject {}

    /// Few one-time pre-keys are left at the server.
    public record KeysLow(int left) implements Subject {}

    /// The server wants us to compare our keys with its own.
    public record CompareKeys() implements Subject {}

    /// The sender has a new identity key.
    public record IdentityChanged() implements Subject {}

    /// The sender's list of devices has changed.
    public record DevicesChanged() implements Subject {}

    /// Settings of our own account have changed elsewhere.
    public record AccountChanged() implements Subject {}

    /// The codes shown are to be made anew with another secret.
    public record PairingSecretSpent() implements Subject {}

    /// No phone may link us before a passkey has answered these options, which are JSON for a browser.
    public record PasskeyWanted(Octets options) implements Subject {}

    /// The phone's part of an agreement that a passkey began, encoded.
    public record PasskeyContinued(Octets primaryIdentity) implements Subject {}

    /// The phone's owner has typed our code; what it says is for `core.pairing` to read.
    public record CodeTyped() implements Subject {}

    /// Another code is to be shown in the place of the one with this ref.
    ///
    /// @param byHand by our own user's wish only
    public record FreshCodeWanted(Octets ref, boolean byHand) implements Subject {}

    /// One whose reader is elsewhere, or nowhere.
    public record OtherSubject() implements Subject {}

    static Notification read(Node node) throws MalformedNode {
        var attributes = node.attributes();
        var type = attributes.text("type").orElse("");
        return new Notification(
                attributes.requireText("id"),
                attributes.requireJid("from"),
                type,
                ServerTime.of(node),
                subject(type, node),
                node);
    }

    private static Subject subject(String type, Node node) throws MalformedNode {
        return switch (type) {
            case "encrypt" -> keys(node);
            case "devices" -> new DevicesChanged();
            case "account_sync" -> new AccountChanged();
            case "companion_reg_refresh" -> new PairingSecretSpent();
            case "passkey_prologue_request" ->
                new PasskeyWanted(node.requireChild(PasskeyOptions.ELEMENT).requireBytes());
            case "crsc_continuation" ->
                new PasskeyContinued(
                        node.requireChild("primary_ephemeral_identity").requireBytes());
            case LINK_BY_CODE -> code(node.requireChild(LINK_BY_CODE));
            default -> new OtherSubject();
        };
    }

    private static Subject code(Node stage) throws MalformedNode {
        return switch (stage.attributes().text("stage").orElse("")) {
            case "primary_hello" -> new CodeTyped();
            case "refresh_code" ->
                new FreshCodeWanted(
                        stage.requireChild("link_code_pairing_ref").requireBytes(),
                        stage.attributes().is("force_manual_refresh", "true"));
            default -> new OtherSubject();
        };
    }

    private static Subject keys(Node node) throws MalformedNode {
        var count = node.child("count");
        if (count.isPresent()) {
            return new KeysLow(PreKeyCount.of(count.get()));
        }
        if (node.child("digest").isPresent()) {
            return new CompareKeys();
        }
        return node.child("identity").isPresent() ? new IdentityChanged() : new OtherSubject();
    }

    /// What the server waits for; without it the notification comes again.
    public Node ack() throws MalformedNode {
        return Ack.of(node);
    }
}
