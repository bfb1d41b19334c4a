package io.wigwag.sandbox.world;

/// Hears of every change of accounts and devices, for whoever keeps the world.
public interface WorldChanges {
    /// For a world that nobody keeps.
    WorldChanges UNKEPT = new WorldChanges() {
        @Override
        public void accountChanged(Account account) {
            // Nobody keeps it.
        }

        @Override
        public void preKeysChanged(Device device) {
            // Nobody keeps it.
        }

        @Override
        public void queueChanged(Device device, QueueEntry entry) {
            // Nobody keeps it.
        }
    };

    /// An account is new, changed or gone, or its devices are.
    void accountChanged(Account account);

    void preKeysChanged(Device device);

    /// An entry has come, was sent or is gone.
    void queueChanged(Device device, QueueEntry entry);
}
