package io.wigwag.sandbox.message;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.world.DeviceQueue;
import io.wigwag.sandbox.world.QueueEntry;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.ArrayList;
import java.util.List;

/// Receipts of a group in the form that names several readers at once: a list of them for each message.
final class ReaderList {
    private static final String LIST = "participants";

    private ReaderList() {}

    /// The list of one reader, for each of several messages.
    static List<Node> of(List<String> ids, Jid reader, String seconds) {
        return ids.stream()
                .map(id -> Node.tag(LIST)
                        .attribute("key", id)
                        .child(Node.tag("user").attribute("jid", reader).attribute("t", seconds))
                        .build())
                .toList();
    }

    /// A receipt with the readers of one that waits and is about the same; that one leaves the queue for it.
    static Node joined(DeviceQueue queue, Node receipt) {
        for (var entry : queue.entries()) {
            if (isAlike(entry, receipt)) {
                queue.remove(entry);
                return join(entry.stanza(), receipt);
            }
        }
        return receipt;
    }

    private static boolean isAlike(QueueEntry entry, Node receipt) {
        var waiting = entry.stanza();
        return entry.kind() == Kind.RECEIPT
                && entry.timesSent() == 0
                && !keys(receipt).isEmpty()
                && keys(waiting).equals(keys(receipt))
                && waiting.attributes().text("from").equals(receipt.attributes().text("from"))
                && waiting.attributes().text("type").equals(receipt.attributes().text("type"));
    }

    private static List<String> keys(Node receipt) {
        return receipt.children(LIST).stream()
                .map(list -> list.attributes().text("key").orElse(""))
                .toList();
    }

    private static Node join(Node waiting, Node receipt) {
        var lists = new ArrayList<Node>();
        var more = receipt.children(LIST);
        for (var list : waiting.children(LIST)) {
            lists.add(
                    list.toBuilder().children(more.get(lists.size()).children()).build());
        }
        return receipt.toBuilder().clear().children(lists).build();
    }
}
