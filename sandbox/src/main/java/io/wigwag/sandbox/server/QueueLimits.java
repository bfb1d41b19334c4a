package io.wigwag.sandbox.server;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How long stanzas wait for a device that is away, and how many. Each that is lost is an event.
final class QueueLimits {
    private static final Duration LIFE = Duration.ofDays(30);
    private static final Duration CALL_LIFE = Duration.ofSeconds(45);
    /// What goes first when a queue is full.
    private static final List<Kind> LEAST_MISSED =
            List.of(Kind.CHATSTATE, Kind.RECEIPT, Kind.MESSAGE, Kind.NOTIFICATION, Kind.CALL);

    private final Exchange exchange;

    QueueLimits(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Makes room for one more.
    void makeRoom(Device device) {
        var queue = device.queue();
        var bound = exchange.settings().queueBound;
        if (queue.size() < bound) {
            return;
        }
        expire(device);
        queue.entries().stream()
                .min(Comparator.<QueueEntry>comparingInt(entry -> LEAST_MISSED.indexOf(entry.kind()))
                        .thenComparingLong(QueueEntry::order))
                .filter(_ -> queue.size() >= bound)
                .ifPresent(loss -> {
                    queue.remove(loss);
                    lost("message.dropped", device, loss);
                });
    }

    /// Removes what is too old to be delivered.
    void expire(Device device) {
        var now = exchange.clock().instant();
        device.queue()
                .removeIf(entry -> !Duration.between(entry.queuedAt(), now)
                        .minus(life(entry.kind()))
                        .isNegative())
                .forEach(entry -> {
                    lost("message.expired", device, entry);
                    ended(entry.stanza()).ifPresent(call -> device.queue().add(Kind.CALL, call, now));
                });
    }

    /// How long an entry of a kind waits at most.
    Duration life(Kind kind) {
        return switch (kind) {
            case MESSAGE, RECEIPT, NOTIFICATION -> LIFE;
            case CHATSTATE -> exchange.settings().chatStateLife;
            case CALL -> CALL_LIFE;
        };
    }

    private void lost(String event, Device device, QueueEntry entry) {
        exchange.events()
                .add(
                        event,
                        "account",
                        device.account(),
                        "device",
                        device.number(),
                        "kind",
                        entry.kind(),
                        "id",
                        entry.stanza().attributes().text("id").orElse(""));
    }

    /// A call that rang while the device was away is told as one that is over.
    private static Optional<Node> ended(Node stanza) {
        return stanza.child("offer")
                .map(offer -> stanza.toBuilder()
                        .clear()
                        .child(Node.tag("terminate")
                                .attribute("call-id", offer.attributes().text("call-id"))
                                .attribute("call-creator", creator(offer))
                                .attribute("reason", "timeout"))
                        .build());
    }

    private static Optional<Jid> creator(Node offer) {
        try {
            return offer.attributes().jid("call-creator");
        } catch (MalformedNode noAddress) {
            return Optional.empty();
        }
    }
}
