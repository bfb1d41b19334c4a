package io.wigwag.sandbox.server;

import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.world.Account;

/// Tells a ledger that all of an account, or of the world, is gone, so that no subject has to name each thing that it
/// forgets.
public record Departures(Ledger ledger) implements Feature {
    @Override
    public void enter(StanzaTable table) {
        // Nothing that clients ask for.
    }

    @Override
    public void accountRemoved(Account account) {
        ledger.touchBelow(account.number());
    }

    @Override
    public void identityChanged(Account account) {
        ledger.touchBelow(account.number());
    }

    @Override
    public void reset() {
        ledger.touchAll();
    }
}
