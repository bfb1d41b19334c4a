package io.wigwag.sandbox.people;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.phone.Passes;
import io.wigwag.sandbox.world.Account;
import java.time.Duration;
import java.util.Optional;

/// Phones do with tokens what clients do: they show the one that they were given, or else make one of their salt, and
/// give one, at most once in seven days, to whom they write.
public final class TokenPasses implements Passes {
    private static final long BUCKET = Duration.ofDays(7).toSeconds();

    private final SandboxClock clock;
    private final People people;

    public TokenPasses(SandboxClock clock, People people) {
        this.clock = clock;
        this.people = people;
    }

    @Override
    public Optional<Node> forMessage(Account sender, Account recipient) {
        return forSubscription(sender, recipient).or(() -> salted(sender, recipient));
    }

    private Optional<Node> salted(Account sender, Account recipient) {
        return people.of(sender).flags().has(Flags.Flag.NCT_SEND_AB)
                ? Optional.of(node("cstoken", people.tokens().saltToken(sender, recipient)))
                : Optional.empty();
    }

    @Override
    public Optional<Node> forSubscription(Account watcher, Account owner) {
        return people.tokens().latest(owner, watcher).map(token -> node("tctoken", token.bytes()));
    }

    private static Node node(String tag, Octets token) {
        return Node.tag(tag).bytes(token).build();
    }

    @Override
    public void wrote(Account sender, Account recipient) {
        var now = clock.seconds();
        var last = people.tokens().latest(sender, recipient);
        if (last.isEmpty() || now / BUCKET > last.get().seconds() / BUCKET) {
            people.tokens().issue(sender, recipient, now);
        }
    }

    /// With the time of the old one, so that it lives no longer.
    @Override
    public void identityChanged(Account giver, Account holder) {
        var tokens = people.tokens();
        tokens.latest(giver, holder).ifPresent(last -> tokens.issue(giver, holder, last.seconds()));
    }
}
