package io.wigwag.sandbox.server;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Account;

/// What stands between a phone's yes and the link.
public interface LinkProof {
    /// A phone's yes is enough.
    LinkProof NONE = new LinkProof() {
        @Override
        public boolean isOwed(PendingLink link, Account account, Octets advSecret) {
            return false;
        }

        @Override
        public void over(PendingLink link) {}
    };

    /// Whether more is wanted than the yes that was just said; if so, it is asked for by now.
    boolean isOwed(PendingLink link, Account account, Octets advSecret);

    /// The connection waits no longer: it is linked, or has gone.
    void over(PendingLink link);
}
