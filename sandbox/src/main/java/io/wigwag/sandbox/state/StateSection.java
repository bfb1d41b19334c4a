package io.wigwag.sandbox.state;

import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One part of the world as entries of JSON, for those who look at it, copy it or keep it. Belongs to the world's
/// thread.
///
/// What is secret (private keys, tokens) stands in members named [#SECRET], whose content goes only to those who may
/// see it.
public interface StateSection {
    /// The member of an entry, at any depth, that is kept but not shown.
    String SECRET = "secret";

    String name();

    /// The heading under which it is shown, with others that are about the same.
    default String topic() {
        return name();
    }

    /// The keys of all entries, in a fixed order.
    Collection<String> keys();

    /// An entry as it stands; empty when it is gone.
    Optional<ObjectNode> dump(String key);

    /// Makes an entry again, into a world that has none of this section yet but all of those before it.
    void restore(String key, ObjectNode entry);
}
