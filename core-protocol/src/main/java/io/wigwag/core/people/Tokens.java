package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StoredToken;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tokens by which accounts that are careful about strangers let us write to them, and those that we issue ourselves.
/// Time is counted in buckets of a week: a token lives for four of them, and a new one is issued in each.
public final class Tokens {
    static final Duration BUCKET = Duration.ofDays(7);
    private static final int BUCKETS = 4;

    private final DeviceState state;
    private final Aliases aliases;
    private final InstantSource clock;

    public Tokens(DeviceState state, Aliases aliases, InstantSource clock) {
        this.state = state;
        this.aliases = aliases;
        this.clock = clock;
    }

    /// The token with which this account lets us write, while it holds.
    public Optional<Octets> of(Jid account) {
        var key = key(account);
        return Optional.ofNullable(state.tokens(Set.of(key)).get(key))
                .filter(token -> !isOver(token.since()))
                .map(StoredToken::token);
    }

    /// In place of a token that we do not have: proof that we know the salt that our own account's devices share, for
    /// one receiver, whose LID has to be known.
    public Optional<Octets> substitute(Jid account, Octets salt) {
        return aliases.lid(account)
                .map(lid ->
                        Octets.wrap(HmacSha256.of(salt.toArray(), lid.toString().getBytes(StandardCharsets.US_ASCII))));
    }

    /// Whether this bucket's token has still to be issued to somebody to whom we write.
    public boolean isDue(Jid account) {
        return lastIssued(account)
                .map(at -> bucket(at) < bucket(clock.instant()))
                .orElse(true);
    }

    /// Issues our token to somebody. The answer may bring along what they have issued to us.
    public void issue(Line line, Jid account) throws IqRefused, Unanswered {
        issue(line, account, clock.instant());
    }

    /// For somebody who has a new phone: the token that they had from us, which they may have lost, once more.
    public void issueAgain(Line line, Jid account) throws IqRefused, Unanswered {
        var last = lastIssued(account).filter(at -> !isOver(at));
        if (last.isPresent()) {
            issue(line, account, last.get());
        }
    }

    private void issue(Line line, Jid account, Instant at) throws IqRefused, Unanswered {
        var target = aliases.canonical(account).account();
        var given = line.ask(new IssueToken(target, at));
        var changes = new ArrayList<StateChange>();
        changes.add(new StateChange.PutToken(Aliases.issued(Names.key(target)), new StoredToken(Octets.EMPTY, at)));
        given.ifPresent(token -> changes.addAll(newer(target, token)));
        state.commit(changes);
    }

    /// A notification of type `privacy_token`: somebody lets us write to them.
    public void received(Node notification) throws MalformedNode {
        var attributes = notification.attributes();
        var from = attributes.requireJid("from");
        var lid = attributes.jid("sender_lid");
        if (lid.isPresent()) {
            aliases.learn(from, lid.get());
        }
        var token = IssueToken.token(notification);
        if (token.isPresent()) {
            var changes = newer(from, token.get());
            if (!changes.isEmpty()) {
                state.commit(changes);
            }
        }
    }

    private List<StateChange> newer(Jid account, StoredToken token) {
        var key = key(account);
        var held = state.tokens(Set.of(key)).get(key);
        return held != null && held.since().isAfter(token.since())
                ? List.of()
                : List.of(new StateChange.PutToken(key, token));
    }

    private Optional<Instant> lastIssued(Jid account) {
        var key = Aliases.issued(key(account));
        return Optional.ofNullable(state.tokens(Set.of(key)).get(key)).map(StoredToken::since);
    }

    private boolean isOver(Instant since) {
        return bucket(since) < bucket(clock.instant()) - (BUCKETS - 1);
    }

    private static long bucket(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), BUCKET.toSeconds());
    }

    private String key(Jid account) {
        return Names.key(aliases.canonical(account).account());
    }
}
