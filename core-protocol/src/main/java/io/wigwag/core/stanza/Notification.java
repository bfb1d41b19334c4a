package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import java.time.Instant;
import java.util.Optional;

/// The server tells that something has changed, and wants an ack.
///
/// @param node the whole, for the readers of its subject
public record Notification(String id, Jid from, String type, Optional<Instant> time, Subject subject, Node node)
        implements ServerStanza {

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
