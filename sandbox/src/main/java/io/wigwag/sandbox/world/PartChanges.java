package io.wigwag.sandbox.world;

/// Hears of every change of what accounts own, for whoever keeps the world.
public interface PartChanges {
    /// For a world that nobody keeps.
    PartChanges UNKEPT = (_, _) -> {};

    /// A part is new, changed or gone.
    void changed(Account owner, String part);

    /// All that is kept of an account as one part.
    default void changed(Account owner) {
        changed(owner, "");
    }
}
