package io.wigwag.sandbox.world;

import io.wigwag.sandbox.state.Ledger;

/// Tells a ledger of every change of accounts and devices.
public record KeptWorld(Ledger ledger) implements WorldChanges {
    @Override
    public void accountChanged(Account account) {
        ledger.touch(AccountSection.NAME, account.number());
    }

    @Override
    public void preKeysChanged(Device device) {
        ledger.touch(PreKeySection.NAME, device.pn().toString());
    }

    @Override
    public void queueChanged(Device device, QueueEntry entry) {
        ledger.touch(QueueSection.NAME, QueueSection.key(device, entry));
    }
}
