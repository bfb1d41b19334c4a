package io.wigwag.sandbox.server;

import io.wigwag.core.binary.Node;

/// Stands between the clients' lines and the world, and decides what becomes of each stanza: whatever it hands to
/// `onward` goes on in the stanza's place, now or later, as often as it is handed over. It runs on the world's thread.
public interface StanzaTap {
    /// A client is there; nothing has been sent to it yet.
    default void opened(Connection connection) {}

    /// A connection is over.
    default void closed(Connection connection) {}

    /// A client has sent a stanza.
    default void received(Connection from, Node stanza, Passage onward) {
        onward.pass(stanza);
    }

    /// The world sends a stanza to a client.
    default void sending(Connection to, Node stanza, Passage onward) {
        onward.pass(stanza);
    }

    /// Where a stanza goes on to.
    interface Passage {
        void pass(Node stanza);
    }
}
