package io.wigwag.sandbox.server;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.util.OptionalInt;

/// What people let each other do and see. Answered by the subject that keeps their privacy settings; without one,
/// everybody lets everybody do anything.
public interface Consent {
    /// Nobody minds anything.
    Consent ALL = new Consent() {};

    /// Whether somebody has blocked somebody else.
    default boolean blocks(Account who, Account whom) {
        return false;
    }

    /// Why a person doesn't take a direct message: the error of its acknowledgement.
    default OptionalInt refusal(Device sender, Account recipient, Node message) {
        return OptionalInt.empty();
    }

    /// Whether others learn what a person has read, and the person of them.
    default boolean sharesReadReceipts(Account who) {
        return true;
    }

    /// Whether a subscription to a person's presence says anything at all.
    default boolean isWatchable(Account owner, Device watcher, Node subscription) {
        return true;
    }

    default boolean showsOnline(Account owner, Account watcher) {
        return true;
    }

    default boolean showsLastSeen(Account owner, Account watcher) {
        return true;
    }

    /// Whether a person may be added to groups without being asked.
    default boolean isAddable(Account member, Account by) {
        return true;
    }
}
