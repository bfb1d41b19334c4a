package io.wigwag.sandbox.world;

import io.wigwag.core.binary.Node;
import java.time.Instant;
import java.util.function.Consumer;

/// A stanza on its way to a device: it stays until the device has settled it.
public final class QueueEntry {
    /// What kinds of stanzas wait for a device that is away.
    public enum Kind {
        MESSAGE,
        RECEIPT,
        NOTIFICATION,
        CHATSTATE,
        CALL
    }

    private final long order;
    private final Kind kind;
    private final Node stanza;
    private final Instant queuedAt;
    private int timesSent;
    private boolean sentOnThisConnection;

    private final Consumer<QueueEntry> changed;

    QueueEntry(long order, Kind kind, Node stanza, Instant queuedAt, int timesSent, Consumer<QueueEntry> changed) {
        this.order = order;
        this.kind = kind;
        this.stanza = stanza;
        this.queuedAt = queuedAt;
        this.timesSent = timesSent;
        this.changed = changed;
    }

    public long order() {
        return order;
    }

    public Kind kind() {
        return kind;
    }

    public Node stanza() {
        return stanza;
    }

    public Instant queuedAt() {
        return queuedAt;
    }

    public int timesSent() {
        return timesSent;
    }

    /// Written to the device's present connection, and not settled yet.
    public boolean isUnderWay() {
        return sentOnThisConnection;
    }

    public void sent() {
        timesSent++;
        sentOnThisConnection = true;
        changed.accept(this);
    }

    void connectionLost() {
        sentOnThisConnection = false;
    }
}
