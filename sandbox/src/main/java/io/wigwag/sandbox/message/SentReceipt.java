package io.wigwag.sandbox.message;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A receipt as a device wrote it.
///
/// @param type empty for plain delivery
/// @param ids all that it names, its own id first
/// @param participant the author, in groups
/// @param recipient the chat, for a device's own messages
record SentReceipt(
        Node stanza, Jid to, String type, List<String> ids, Optional<Jid> participant, Optional<Jid> recipient) {
    static SentReceipt read(Node receipt) throws MalformedNode {
        var attributes = receipt.attributes();
        var ids = new ArrayList<String>();
        ids.add(attributes.requireText("id"));
        for (var list : receipt.children("list")) {
            for (var item : list.children("item")) {
                item.attributes().text("id").ifPresent(ids::add);
            }
        }
        return new SentReceipt(
                receipt,
                attributes.requireJid("to"),
                attributes.text("type").orElse(""),
                ids,
                attributes.jid("participant"),
                attributes.jid("recipient"));
    }

    String id() {
        return ids.getFirst();
    }

    /// About a chat between two people.
    boolean isPersonal() {
        return !to.isGroup() && !to.isBroadcast();
    }
}
