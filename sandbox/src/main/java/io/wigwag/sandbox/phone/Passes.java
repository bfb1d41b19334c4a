package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.world.Account;
import java.util.Optional;

/// What gets phones past the doors of the restricted: tokens, which the subject of privacy keeps for them. They lie in
/// a message or a subscription, where the service looks for them. Of the world's thread.
public interface Passes {
    /// Nobody holds or gives any.
    Passes NONE = new Passes() {};

    /// What a message to somebody has inside.
    default Optional<Node> forMessage(Account sender, Account recipient) {
        return Optional.empty();
    }

    /// What a subscription to somebody's presence has inside.
    default Optional<Node> forSubscription(Account watcher, Account owner) {
        return Optional.empty();
    }

    /// Somebody has written to somebody, who may therefore write back.
    default void wrote(Account sender, Account recipient) {}

    /// Somebody has another identity than before; who let that person in still does.
    default void identityChanged(Account giver, Account holder) {}
}
