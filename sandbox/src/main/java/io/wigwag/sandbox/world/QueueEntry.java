package io.wigwag.sandbox.world;

import io.wigwag.core.binary.Node;
import java.time.Instant;

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

    QueueEntry(long order, Kind kind, Node stanza, Instant queuedAt) {
        this.order = order;
        this.kind = kind;
        this.stanza = stanza;
        this.queuedAt = queuedAt;
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
    }

    void connectionLost() {
        sentOnThisConnection = false;
    }
}
