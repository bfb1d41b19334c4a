package io.wigwag.core.message.receive;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Receipts that somebody decides to give, unlike the delivery ones, which every message gets.
public final class Receipts {
    /// Messages in one stanza.
    static final int BATCH = 256;

    private Receipts() {}

    /// What is told of messages, under its name on the wire and the one for accounts that tell nobody but themselves.
    public enum Told {
        READ("read", "read-self"),
        PLAYED("played", "played-self");

        private final String wireName;
        private final String toOurselves;

        Told(String wireName, String toOurselves) {
            this.wireName = wireName;
            this.toOurselves = toOurselves;
        }
    }

    /// Tells of messages of one author in one chat, the oldest first.
    ///
    /// @param author in groups and of statuses; empty where the chat says it
    /// @param secret whether only our other devices shall know
    public static List<Node> of(
            Told told, Jid chat, Optional<Jid> author, List<MessageId> ids, boolean secret, Instant now) {
        var stanzas = new ArrayList<Node>();
        for (var from = 0; from < ids.size(); from += BATCH) {
            var part = ids.subList(from, Math.min(from + BATCH, ids.size()));
            // A channel's readers are nobody's business but their own.
            var type = secret || chat.isNewsletter() ? told.toOurselves : told.wireName;
            var receipt = Node.tag("receipt")
                    .attribute("id", part.getFirst().value())
                    .attribute("type", type)
                    .attribute("to", chat)
                    .attribute("t", now.getEpochSecond())
                    .attribute("participant", author);
            if (chat.isStatus()) {
                receipt.attribute("context", "status");
            }
            if (part.size() > 1) {
                var list = Node.tag("list");
                part.subList(1, part.size())
                        .forEach(id -> list.child(Node.tag("item").attribute("id", id.value())));
                receipt.child(list);
            }
            stanzas.add(receipt.build());
        }
        return stanzas;
    }

    /// A piece of the history has been taken in.
    public static Node ofHistory(MessageId id, Jid ourselves) {
        return Node.tag("receipt")
                .attribute("id", id.value())
                .attribute("type", "hist_sync")
                .attribute("to", ourselves.bare())
                .build();
    }

    /// Posts of a channel have been seen, by the numbers that the server gave them.
    public static Node ofViews(String id, Jid channel, List<String> serverIds) {
        var list = Node.tag("list");
        serverIds.forEach(serverId -> list.child(Node.tag("item").attribute("server_id", serverId)));
        return Node.tag("receipt")
                .attribute("type", "view")
                .attribute("id", id)
                .attribute("to", channel)
                .child(list)
                .build();
    }
}
