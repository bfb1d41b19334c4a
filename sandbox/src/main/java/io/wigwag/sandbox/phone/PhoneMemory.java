package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// What a phone knows of its past: what it has read, written and heard, what it has asked for again, and how it is to
/// behave. Of accounts without one, the receipts that their companions got. Every change is told by the name of the
/// part that it concerns. Of the world's thread.
final class PhoneMemory {
    static final String MANNERS = "manners";
    static final String ASKED = "asked";

    private static final int REMEMBERED = 10_000;
    private static final int RECEIPTS = 100_000;

    /// A stanza that has come and was not read yet.
    ///
    /// @param companion which of the account's own companions speaks to its persona, if it is that
    record Unread(Kind kind, Node stanza, OptionalInt companion) {}

    /// @param automatic whether it answers of its own accord, so that no phone answers it in turn
    record Written(Sent message, boolean automatic) {}

    private final Consumer<String> changed;
    private final Inbox inbox;
    private final Numbered<Unread> unread;
    private final Numbered<Written> written;
    private final Numbered<SeenReceipt> receipts;
    private final Numbered<Node> heard;
    private final Map<String, Long> writtenById = new HashMap<>();
    private final Map<String, Integer> asked = new LinkedHashMap<>();
    private Manners manners = Manners.SILENT;

    PhoneMemory(Consumer<String> changed) {
        this.changed = changed;
        inbox = new Inbox(part("inbox"));
        unread = new Numbered<>(Integer.MAX_VALUE, part("unread"));
        written = new Numbered<>(REMEMBERED, part("written"));
        receipts = new Numbered<>(RECEIPTS, part("receipts"));
        heard = new Numbered<>(REMEMBERED, part("heard"));
    }

    private LongConsumer part(String kind) {
        return number -> changed.accept(kind + "/" + Entries.ordered(number));
    }

    Inbox inbox() {
        return inbox;
    }

    Numbered<Unread> unread() {
        return unread;
    }

    Numbered<Written> written() {
        return written;
    }

    Numbered<SeenReceipt> receipts() {
        return receipts;
    }

    Numbered<Node> heard() {
        return heard;
    }

    /// A receipt has come: for each message that it names, one more.
    void saw(Node receipt, Instant now) throws MalformedNode {
        var attributes = receipt.attributes();
        var by = attributes.jid("participant").orElse(attributes.requireJid("from"));
        var type = attributes.text("type").orElse("delivery");
        var ids = new LinkedHashSet<String>();
        ids.add(attributes.requireText("id"));
        for (var list : receipt.children("list")) {
            list.children("item").forEach(item -> item.attributes().text("id").ifPresent(ids::add));
        }
        for (var id : ids) {
            var _ = receipts.add(new SeenReceipt(id, by, type, now));
        }
    }

    void wrote(Sent message, boolean automatic) {
        written.leaving()
                .ifPresent(oldest -> writtenById.remove(oldest.message().id()));
        writtenById.put(message.id(), written.add(new Written(message, automatic)));
    }

    /// A message of an earlier run.
    void restore(long number, Written message) {
        written.put(number, message);
        writtenById.put(message.message().id(), number);
    }

    Optional<Written> wrote(String id) {
        return Optional.ofNullable(writtenById.get(id)).flatMap(written::find);
    }

    Manners manners() {
        return manners;
    }

    void manners(Manners next) {
        manners = next;
        changed.accept(MANNERS);
    }

    /// How often it has asked a device for a message by now, this time included.
    int ask(Device author, String id) {
        var message = author.pn() + "/" + id;
        var times = asked.merge(message, 1, Integer::sum);
        changed.accept(ASKED + "/" + message);
        return times;
    }

    Map<String, Integer> asked() {
        return asked;
    }

    void restore(Manners kept) {
        manners = kept;
    }

    void restoreAsked(String message, int times) {
        asked.put(message, times);
    }
}
