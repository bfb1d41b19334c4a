package io.wigwag.core.people;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.Server;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.GroupSessions;
import io.wigwag.core.signal.SignalSessions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Phone number and LID are two names of one person. All that is kept about a person stands under one of them, the
/// LID as soon as it is known: so there is one ratchet for each of their devices, whichever name a message bears.
///
/// When a pair becomes known, what stood under the number moves, in one commit with the pair itself: a message that
/// comes a moment later under either name finds its session.
public final class Aliases {
    private static final int MOST_REMEMBERED = 4_096;

    private final OwnAccount own;
    private final DeviceState state;
    private final SignalSessions sessions;
    private final GroupSessions groups;
    private long changes;
    private final Map<Jid, Jid> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Jid, Jid> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    public Aliases(OwnAccount own, DeviceState state, SignalSessions sessions, GroupSessions groups) {
        this.own = own;
        this.state = state;
        this.sessions = sessions;
        this.groups = groups;
    }

    /// Two names turned out to be one person's.
    ///
    /// @param before the LID that the number had until now, when it was another
    public record Merged(Jid phone, Jid lid, Optional<Jid> before) {}

    /// Two names that somebody said belong together, in either order.
    public record Pair(Jid one, Jid other) {
        Jid phone() {
            return (Names.isLid(one) ? other : one).account();
        }

        Jid lid() {
            return (Names.isLid(one) ? one : other).account();
        }
    }

    /// How many times something was learnt: what follows from names holds as long as this stays.
    public long changes() {
        return changes;
    }

    /// The one name under which this account or device is kept.
    public Jid canonical(Jid jid) {
        return Names.isPerson(jid) && Names.isPhone(jid)
                ? otherName(jid).map(lid -> Names.renamed(jid, lid)).orElse(jid)
                : jid;
    }

    /// Where sessions with this device are kept.
    public DeviceAddress address(Jid device) {
        return DeviceAddress.of(canonical(device));
    }

    /// The account's other name.
    public Optional<Jid> otherName(Jid jid) {
        if (!Names.isPerson(jid)) {
            return Optional.empty();
        }
        if (own.owns(jid)) {
            return own.otherName(jid.account());
        }
        var account = jid.account();
        var known = remembered.get(account);
        if (known != null) {
            return Optional.of(known);
        }
        var stored = stored(account);
        stored.ifPresent(other -> remember(account, other));
        return stored;
    }

    /// The account's LID, itself where it is one.
    public Optional<Jid> lid(Jid jid) {
        return Names.isLid(jid) ? Optional.of(jid.account()) : otherName(jid);
    }

    /// The account's phone number, itself where it is one.
    public Optional<Jid> phone(Jid jid) {
        return Names.isPhone(jid) ? Optional.of(jid.account()) : otherName(jid);
    }

    /// Whether both are names of one account.
    public boolean same(Jid one, Jid other) {
        return canonical(one).account().equals(canonical(other).account()) || (own.owns(one) && own.owns(other));
    }

    /// This device or account under a name of the wanted space, where that name is known.
    public Optional<Jid> inSpaceOf(Jid space, Jid jid) {
        if (Names.isLid(space) == Names.isLid(jid)) {
            return Optional.of(jid);
        }
        return otherName(jid).map(other -> Names.renamed(jid, other));
    }

    /// Reads the names of many in one go, for what follows.
    public void prefetch(Iterable<Jid> jids) {
        var numbers = new HashMap<String, Jid>();
        for (var jid : jids) {
            if (Names.isPerson(jid) && Names.isPhone(jid) && !remembered.containsKey(jid.account())) {
                numbers.put(jid.user(), jid.account());
            }
        }
        if (!numbers.isEmpty()) {
            state.lidsOf(numbers.keySet()).forEach((phone, lid) -> {
                var account = numbers.get(phone);
                if (account != null) {
                    remember(account, Names.at(lid, 0, Server.LID));
                }
            });
        }
    }

    /// Takes in that two names belong together, and moves what is kept. Nothing happens when that was known, when they
    /// are of one kind, or when one is ours and the other is not: a server that says so is mistaken.
    public Optional<Merged> learn(Jid one, Jid other) {
        return learn(List.of(new Pair(one, other))).stream().findFirst();
    }

    /// The same for many at once, in one commit.
    public List<Merged> learn(Collection<Pair> pairs) {
        var people = pairs.stream().filter(this::isOfOnePerson).toList();
        prefetch(people.stream().map(Pair::phone).toList());
        var merged = new LinkedHashMap<Jid, Merged>();
        for (var pair : people) {
            var before = otherName(pair.phone());
            if (before.filter(pair.lid()::equals).isEmpty()) {
                merged.put(pair.phone(), new Merged(pair.phone(), pair.lid(), before));
            }
        }
        if (merged.isEmpty()) {
            return List.of();
        }
        var moved = new ArrayList<StateChange>();
        merged.values().forEach(each -> moved.addAll(moves(each.phone(), each.lid())));
        changes++;
        state.commit(moved);
        merged.values().forEach(this::remember);
        return List.copyOf(merged.values());
    }

    private boolean isOfOnePerson(Pair pair) {
        return Names.isPerson(pair.one())
                && Names.isPerson(pair.other())
                && Names.isLid(pair.one()) != Names.isLid(pair.other())
                && !own.owns(pair.one())
                && !own.owns(pair.other());
    }

    private void remember(Merged merged) {
        merged.before().ifPresent(remembered::remove);
        Optional.ofNullable(remembered.remove(merged.lid())).ifPresent(remembered::remove);
        remember(merged.phone(), merged.lid());
    }

    private List<StateChange> moves(Jid phone, Jid lid) {
        var changes = new ArrayList<StateChange>();
        changes.add(new StateChange.PutLid(phone.user(), lid.user()));
        for (var hosted : List.of(false, true)) {
            var from = Names.key(Names.device(phone, 0, hosted));
            var to = Names.key(Names.device(lid, 0, hosted));
            changes.addAll(sessions.migrate(from, to));
            changes.addAll(groups.migrate(from, to));
        }
        var from = Names.key(phone);
        var to = Names.key(lid);
        var lists = state.deviceLists(Set.of(from, to));
        var list = lists.get(from);
        if (list != null) {
            if (!lists.containsKey(to)) {
                changes.add(new StateChange.PutDeviceList(to, list));
            }
            changes.add(new StateChange.DeleteDeviceList(from));
        }
        changes.addAll(movedToken(from, to));
        changes.addAll(movedToken(issued(from), issued(to)));
        return changes;
    }

    private List<StateChange> movedToken(String from, String to) {
        var tokens = state.tokens(Set.of(from, to));
        var token = tokens.get(from);
        if (token == null) {
            return List.of();
        }
        var kept = Optional.ofNullable(tokens.get(to))
                .filter(there -> there.since().isAfter(token.since()))
                .orElse(token);
        return List.of(new StateChange.PutToken(to, kept), new StateChange.DeleteToken(from));
    }

    /// Where it is kept when we last issued a token to somebody: beside the one that they issued to us.
    static String issued(String key) {
        return "issued/" + key;
    }

    private Optional<Jid> stored(Jid account) {
        var user = account.user();
        return Names.isLid(account)
                ? Optional.ofNullable(state.phonesOf(List.of(user)).get(user))
                        .map(phone -> Names.at(phone, 0, Server.USER))
                : Optional.ofNullable(state.lidsOf(List.of(user)).get(user)).map(lid -> Names.at(lid, 0, Server.LID));
    }

    private void remember(Jid account, Jid other) {
        remembered.put(account, other);
        remembered.put(other, account);
    }
}
