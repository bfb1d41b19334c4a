package io.wigwag.sandbox.phone;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.world.Accounts;

/// Finds out whom an order means.
final class Recipients {
    private static final String NAME = "name:";

    private Recipients() {}

    /// The chat that a draft is for.
    ///
    /// @throws IllegalArgumentException when nobody is meant by what stands there
    static Jid of(Accounts accounts, Draft draft) {
        var to = draft.to();
        if (to.startsWith(NAME)) {
            var account = accounts.byName(to.substring(NAME.length()));
            return draft.addressing().of(account.orElseThrow(() -> nobody(to)));
        }
        if (to.contains("@")) {
            return address(to);
        }
        var account = accounts.byNumber(to.startsWith("+") ? to.substring(1) : to);
        return draft.addressing().of(account.orElseThrow(() -> nobody(to)));
    }

    /// A person, as recipients of messages are named.
    static Jid person(Accounts accounts, String whom) {
        return of(accounts, Draft.of(whom, Message.getDefaultInstance()));
    }

    static Jid address(String text) {
        try {
            return Jid.parse(text);
        } catch (MalformedJid malformed) {
            throw new IllegalArgumentException("address: " + malformed.getMessage(), malformed);
        }
    }

    private static IllegalArgumentException nobody(String to) {
        return new IllegalArgumentException("recipient: nobody is " + to + " (expected: an account of the sandbox)");
    }
}
