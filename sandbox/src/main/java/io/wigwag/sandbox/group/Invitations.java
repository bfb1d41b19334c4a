package io.wigwag.sandbox.group;

import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.world.Account;
import java.time.Duration;
import java.util.Base64;

/// Makes and checks personal invitations: what those get who don't let others add them.
final class Invitations {
    static final int GONE = 410;

    private static final Duration LIFE = Duration.ofDays(3);
    private static final int CODE_BYTES = 12;

    private final Exchange exchange;

    Invitations(Exchange exchange) {
        this.exchange = exchange;
    }

    /// A code that nobody guesses.
    String code() {
        var bytes = new byte[CODE_BYTES];
        exchange.random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Invitation issue(Group group, Account person, Account admin) {
        var invitation =
                new Invitation(person, admin, code(), exchange.clock().instant().plus(LIFE));
        group.invite(invitation);
        return invitation;
    }

    /// The one that a person holds, if its code is right and its time isn't over.
    Invitation require(Group group, Account person, String code) throws IqRefused {
        return group.invitation(person)
                .filter(invitation -> invitation.code().equals(code))
                .filter(invitation ->
                        invitation.expiresAt().isAfter(exchange.clock().instant()))
                .orElseThrow(() -> new IqRefused(GONE, "gone"));
    }
}
