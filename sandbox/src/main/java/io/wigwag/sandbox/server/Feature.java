package io.wigwag.sandbox.server;

import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;

/// One subject of the service: what it answers to, and what it does when something happens that concerns all. All of it
/// runs on the world's thread.
public interface Feature {
    /// Enters the stanzas that this subject deals with.
    void enter(StanzaTable table);

    /// A device has received all that waited for it.
    default void wentLive(Connection connection) {}

    /// A connection that was logged in is over.
    default void disconnected(Connection connection) {}

    /// A companion was linked.
    default void deviceAdded(Device device) {}

    /// A companion was unlinked; its account's list is the new one already.
    default void deviceRemoved(Device device) {}

    /// An account's device 0 has another identity key than before.
    default void identityChanged(Account account) {}

    /// Whoever begins to talk to a device has taken one of its one-time keys.
    default void keyTaken(Device owner) {}

    /// An account is new; nothing has asked for it yet.
    default void accountAdded(Account account) {}

    /// An account goes, with all that is its own.
    default void accountRemoved(Account account) {}

    /// The world is one that was kept, and all of it is there.
    default void restored() {}

    /// The world begins anew.
    default void reset() {}
}
