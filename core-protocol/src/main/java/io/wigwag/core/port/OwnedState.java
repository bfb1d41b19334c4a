package io.wigwag.core.port;

/// What one device remembers, for the one who runs it. Owned by the device's actor, except [#isOurs()].
public interface OwnedState extends AutoCloseable {
    /// The state itself.
    ///
    /// @throws CommitRefused by its commits, once somebody else has taken the device over
    DeviceState state();

    /// Lists of it, for rare work over everything.
    StateInventory inventory();

    /// Whether the device is ours for certain. To be asked before everything that others can see; any thread may ask,
    /// and is answered at once.
    boolean isOurs();

    /// Whether the store was put back to an older copy: ratchets have gone on without it, and have to be renewed.
    boolean isRolledBack();

    /// All is renewed; until this is said the state counts as put back.
    void renewed();

    /// Deletes all that the device remembers, in one step or in steps that can be begun again. The device may be made
    /// anew afterwards.
    void wipe();

    /// Gives the device back. Its work has ended before.
    @Override
    void close();
}
