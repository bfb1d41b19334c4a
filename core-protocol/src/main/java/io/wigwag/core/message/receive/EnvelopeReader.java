package io.wigwag.core.message.receive;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.Ids;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.stanza.Lenient;
import io.wigwag.core.stanza.ServerTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the frame of a message stanza: the one place that knows which attribute means whom in which kind of chat.
final class EnvelopeReader {
    private final OwnAccount own;

    EnvelopeReader(OwnAccount own) {
        this.own = own;
    }

    Envelope read(Node stanza) throws MalformedNode {
        var attributes = stanza.attributes();
        var withheld = withheld(stanza);
        var plain = stanza.child("plaintext").flatMap(Node::bytes);
        return new Envelope(
                Ids.read(stanza),
                place(stanza),
                author(stanza),
                ServerTime.of(stanza).orElseThrow(() -> new MalformedNode("message: no attribute t")),
                new Envelope.Marks(
                        attributes.requireText("type"),
                        attributes.text("edit"),
                        attributes.has("offline"),
                        attributes.text("verified_name"),
                        attributes.text("server_id")),
                parts(stanza),
                plain,
                stanza.child("device-identity").flatMap(Node::bytes).map(Octets::compact),
                withheld);
    }

    private Envelope.Place place(Node stanza) throws MalformedNode {
        var attributes = stanza.attributes();
        var from = attributes.requireJid("from");
        if (from.isGroup()) {
            return new Envelope.Place(Envelope.Kind.GROUP, from, Optional.empty());
        }
        if (from.isBroadcast()) {
            var kind = from.isStatus() ? Envelope.Kind.STATUS : Envelope.Kind.BROADCAST;
            return new Envelope.Place(kind, from, Optional.empty());
        }
        if (from.isNewsletter()) {
            return new Envelope.Place(Envelope.Kind.NEWSLETTER, from, Optional.empty());
        }
        if (attributes.is("category", "peer")) {
            return new Envelope.Place(Envelope.Kind.PEER, from.bare(), Optional.empty());
        }
        var recipient = attributes.jid("recipient");
        if (own.owns(from) && recipient.isPresent()) {
            var other = first(stanza, "peer_recipient_pn", "peer_recipient_lid", "recipient_pn", "recipient_lid");
            return new Envelope.Place(Envelope.Kind.DIRECT, recipient.get().account(), other);
        }
        return new Envelope.Place(Envelope.Kind.DIRECT, from.account(), first(stanza, "sender_pn", "sender_lid"));
    }

    private Envelope.Author author(Node stanza) throws MalformedNode {
        var attributes = stanza.attributes();
        var from = attributes.requireJid("from");
        var many = from.isGroup() || from.isBroadcast();
        // Of those who write to many the stanza must say who they are; a channel speaks for itself.
        var device = many ? attributes.requireJid("participant") : from;
        var mine = own.owns(device);
        var other = many
                ? first(stanza, "participant_pn", "participant_lid")
                : mine ? Optional.<Jid>empty() : first(stanza, "sender_pn", "sender_lid");
        var handle = attributes.text("participant_username").or(() -> attributes.text("username"));
        return new Envelope.Author(
                device,
                mine ? Optional.empty() : other,
                mine,
                attributes.text("notify").filter(name -> !name.isEmpty()),
                mine ? Optional.empty() : handle.map(text -> text.startsWith("@") ? text.substring(1) : text));
    }

    private static Optional<Jid> first(Node stanza, String... names) throws MalformedNode {
        for (var name : names) {
            var jid = stanza.attributes().jid(name);
            if (jid.isPresent()) {
                return jid.map(Jid::account);
            }
        }
        return Optional.empty();
    }

    /// What is ours to open: what stands in the message itself, and our own entry where the whole list came along.
    private List<Envelope.Part> parts(Node stanza) throws MalformedNode {
        var parts = new ArrayList<Envelope.Part>();
        for (var enc : stanza.children("enc")) {
            parts.add(part(enc));
        }
        var list = stanza.child("participants");
        if (list.isPresent()) {
            for (var to : list.get().children("to")) {
                if (own.isThisDevice(to.attributes().requireJid("jid"))) {
                    for (var enc : to.children("enc")) {
                        parts.add(part(enc));
                    }
                }
            }
        }
        return parts;
    }

    private static Envelope.Part part(Node enc) throws MalformedNode {
        var attributes = enc.attributes();
        return new Envelope.Part(
                attributes.requireText("type"),
                !attributes.is("v", "3"),
                enc.requireBytes(),
                Lenient.number(enc, "count").orElse(0),
                attributes.is("decrypt-fail", "hide"));
    }

    private static Optional<Envelope.Withheld> withheld(Node stanza) {
        var unavailable = stanza.child("unavailable");
        if (unavailable.isEmpty()) {
            return Optional.empty();
        }
        var said = unavailable.get().attributes();
        var kind = stanza.attributes().text("subtype").orElse("");
        if (stanza.child("bot").isPresent() || kind.startsWith("bot")) {
            return Optional.of(Envelope.Withheld.BOT);
        }
        if (said.is("hosted", "true") || kind.startsWith("hosted")) {
            return Optional.of(Envelope.Withheld.HOSTED);
        }
        return Optional.of(
                said.is("type", "view_once") || kind.startsWith("view_once")
                        ? Envelope.Withheld.VIEW_ONCE
                        : Envelope.Withheld.UNSENT);
    }
}
