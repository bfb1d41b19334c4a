package io.wigwag.sandbox.group;

import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.world.Account;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Personal invitations: what those get who don't let others add them.
final class Invitations {
    static final int GONE = 410;

    private static final Duration LIFE = Duration.ofDays(3);
    private static final int CODE_BYTES = 12;

    private record Key(Group group, Account person) {}

    private final Exchange exchange;
    private final Map<Key, Invitation> open = new LinkedHashMap<>();

    Invitations(Exchange exchange) {
        this.exchange = exchange;
    }

    /// A code that nobody guesses.
    String code() {
        var bytes = new byte[CODE_BYTES];
        exchange.random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// A new one puts an older one to the same person out of force.
    Invitation issue(Group group, Account person, Account admin) {
        var invitation = new Invitation(
                group, person, admin, code(), exchange.clock().instant().plus(LIFE));
        open.put(new Key(group, person), invitation);
        return invitation;
    }

    /// The one that a person holds, if its code is right and its time isn't over.
    Invitation require(Group group, Account person, String code) throws IqRefused {
        var found = Optional.ofNullable(open.get(new Key(group, person)));
        return found.filter(invitation -> invitation.code().equals(code))
                .filter(invitation ->
                        invitation.expiresAt().isAfter(exchange.clock().instant()))
                .orElseThrow(() -> new IqRefused(GONE, "gone"));
    }

    /// True where there was one.
    boolean revoke(Group group, Account person) {
        return open.remove(new Key(group, person)) != null;
    }

    void forget(Account account) {
        open.keySet().removeIf(key -> key.person().equals(account));
    }

    void clear() {
        open.clear();
    }
}
