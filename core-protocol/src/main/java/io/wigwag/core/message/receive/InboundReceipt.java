package io.wigwag.core.message.receive;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.Ids;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.stanza.ServerTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What a device tells about messages that it got. A request for a retry is something else.
///
/// @param chat in which the messages are
/// @param who the device that tells
/// @param own whether it is one of ours: then it tells what it did with messages of others
/// @param pairs names that belong together, as the stanza says
public record InboundReceipt(
        Kind kind,
        Jid chat,
        Jid who,
        boolean own,
        List<MessageId> ids,
        Optional<Instant> time,
        List<Aliases.Pair> pairs) {
    private static final int MOST_IDS = 10_000;

    /// How far the messages came. The order is that of progress: a later state is never undone by an earlier one.
    public enum Kind {
        /// To one of our own devices, or to an account that shows itself to nobody.
        ARRIVED,
        DELIVERED,
        READ,
        PLAYED,
        /// Of the account's own affairs: the phone has taken something in.
        INTERNAL,
        /// Media of ours could not be fetched any more.
        MEDIA_LOST
    }

    public InboundReceipt {
        ids = List.copyOf(ids);
        pairs = List.copyOf(pairs);
    }

    /// The receipts in a stanza: one, or one for each member where the server gathers those of a group.
    public static List<InboundReceipt> read(Node receipt, OwnAccount own) throws MalformedNode {
        var attributes = receipt.attributes();
        var from = attributes.requireJid("from");
        var gathered = receipt.child("participants");
        if (gathered.isPresent()) {
            return gathered(from, receipt, gathered.get(), own);
        }
        var many = from.isGroup() || from.isBroadcast();
        var who = many ? attributes.jid("participant").orElse(from) : from;
        var mine = own.owns(who);
        var chat = many ? from : mine ? attributes.jid("recipient").orElse(from).account() : from.account();
        return List.of(new InboundReceipt(
                kind(attributes.text("type").orElse("")),
                chat,
                who,
                mine,
                ids(receipt),
                ServerTime.of(receipt),
                mine ? List.of() : pairs(receipt, who)));
    }

    private static List<InboundReceipt> gathered(Jid chat, Node receipt, Node participants, OwnAccount own)
            throws MalformedNode {
        var id = Ids.of(participants, participants.attributes().has("key") ? "key" : "message_id");
        var each = new ArrayList<InboundReceipt>();
        for (var user : participants.children("user")) {
            var who = user.attributes().requireJid("jid");
            var type =
                    user.attributes().text("type").or(() -> receipt.attributes().text("type"));
            each.add(new InboundReceipt(
                    kind(type.orElse("")), chat, who, own.owns(who), List.of(id), ServerTime.of(user), List.of()));
        }
        return each;
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "", "delivery" -> Kind.DELIVERED;
            case "read", "read-self" -> Kind.READ;
            case "played", "played-self" -> Kind.PLAYED;
            case "server-error" -> Kind.MEDIA_LOST;
            case "peer_msg", "hist_sync" -> Kind.INTERNAL;
            // What is new says at least that the message is there.
            default -> Kind.ARRIVED;
        };
    }

    private static List<MessageId> ids(Node receipt) throws MalformedNode {
        var ids = new LinkedHashSet<MessageId>();
        ids.add(Ids.read(receipt));
        var list = receipt.child("list");
        if (list.isPresent()) {
            if (list.get().children().size() > MOST_IDS) {
                throw new MalformedNode("receipt: of " + list.get().children().size() + " messages");
            }
            for (var item : list.get().children("item")) {
                ids.add(Ids.read(item));
            }
        }
        return List.copyOf(ids);
    }

    private static List<Aliases.Pair> pairs(Node receipt, Jid who) throws MalformedNode {
        var pairs = new ArrayList<Aliases.Pair>();
        for (var name : List.of("participant_pn", "participant_lid", "sender_pn", "sender_lid")) {
            receipt.attributes().jid(name).ifPresent(other -> pairs.add(new Aliases.Pair(who, other)));
        }
        return pairs;
    }
}
