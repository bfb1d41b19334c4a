package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which devices people have. A list is asked for once and kept; the server tells of changes, and whoever finds a list
/// wrong has it forgotten.
public final class Devices {
    /// Accounts in one query: an answer of this size is some tens of kilobytes.
    static final int BATCH = 256;

    private final DeviceState state;
    private final Aliases aliases;
    private final InstantSource clock;
    private long changes;

    public Devices(DeviceState state, Aliases aliases, InstantSource clock) {
        this.state = state;
        this.aliases = aliases;
        this.clock = clock;
    }

    /// The devices of these accounts, each under the name by which the account was given. Accounts that do not exist
    /// are missing; so are those of whom the server would not tell.
    public Map<Jid, List<Jid>> of(Line line, Collection<Jid> accounts) throws IqRefused, Unanswered {
        aliases.prefetch(accounts);
        var wanted = new LinkedHashSet<>(accounts);
        var found = new LinkedHashMap<Jid, List<Jid>>();
        var known = known(wanted);
        var missing = new ArrayList<Jid>();
        for (var account : wanted) {
            var list = known.get(key(account));
            if (list == null) {
                missing.add(account);
            } else {
                found.put(account, list.devices(account.account()));
            }
        }
        for (var from = 0; from < missing.size(); from += BATCH) {
            ask(line, missing.subList(from, Math.min(from + BATCH, missing.size())), found);
        }
        return found;
    }

    /// How many times lists were told anew or forgotten: what follows from them holds as long as this stays. Names may
    /// change as well ([Aliases#changes()]).
    public long changes() {
        return changes;
    }

    /// The list as it is kept, without a question.
    public Optional<DeviceList> known(Jid account) {
        return Optional.ofNullable(known(List.of(account)).get(key(account)));
    }

    /// The next one who needs these lists asks the server.
    public void forget(Collection<Jid> accounts) {
        commit(accounts.stream()
                .<StateChange>map(account -> new StateChange.DeleteDeviceList(key(account)))
                .toList());
    }

    /// A `devices` notification, or the list of our own devices out of an `account_sync` one.
    ///
    /// One that adds or removes is applied where its hash says that the outcome is the server's; else the list is
    /// forgotten. How an account marks an update that names nobody is not told, so all is asked anew then.
    public void changed(Node notification) throws MalformedNode {
        var attributes = notification.attributes();
        var account = attributes.requireJid("from");
        var other = attributes.jid("lid");
        if (other.isPresent()) {
            aliases.learn(account, other.get());
        }
        var own = notification.child("devices");
        if (own.isPresent()) {
            put(account, DeviceListReader.ofAddresses(own.get(), clock.instant()));
            return;
        }
        for (var change : notification.children()) {
            var next = known(account).flatMap(list -> applied(list, change));
            if (next.isPresent() && isExpected(next.get(), account, change)) {
                put(account, next.get());
            } else {
                forget(List.of(account));
            }
        }
    }

    private Optional<DeviceList> applied(DeviceList list, Node change) {
        try {
            var next = list;
            for (var device : change.children("device")) {
                var number = device.attributes().requireJid("jid").device();
                if (change.is("remove")) {
                    next = next.without(number, clock.instant());
                } else if (change.is("add")) {
                    var entry = DeviceListReader.named(device).orElseThrow(() -> new MalformedNode("no key index"));
                    next = next.with(entry, clock.instant());
                } else {
                    return Optional.empty();
                }
            }
            return change.is("add") || change.is("remove")
                    ? Optional.of(new DeviceList(DeviceListReader.vouched(next.entries(), change), clock.instant()))
                    : Optional.empty();
        } catch (MalformedNode unreadable) {
            // As good as an update without details.
            return Optional.empty();
        }
    }

    private boolean isExpected(DeviceList list, Jid account, Node change) {
        var hashes = new ArrayList<String>();
        change.attributes().text("device_hash").ifPresent(hashes::add);
        change.attributes().text("device_lid_hash").ifPresent(hashes::add);
        if (hashes.isEmpty()) {
            return false;
        }
        return hashes.contains(list.hash(account.account()))
                || aliases.otherName(account)
                        .filter(other -> hashes.contains(list.hash(other)))
                        .isPresent();
    }

    private void put(Jid account, DeviceList list) {
        commit(List.of(new StateChange.PutDeviceList(key(account), list.toOctets())));
    }

    private void ask(Line line, List<Jid> accounts, Map<Jid, List<Jid>> found) throws IqRefused, Unanswered {
        var asked = new LinkedHashMap<String, Jid>();
        accounts.forEach(account -> asked.put(account.account().toString(), account));
        var users =
                line.ask(UsyncQuery.devices(accounts.stream().map(Jid::account).toList(), clock));
        // Pairs of names first: what is kept below stands under the name that holds after that.
        aliases.learn(users.stream().flatMap(Devices::pairs).toList());
        var told = new ArrayList<StateChange>();
        for (var user : users) {
            var account = questioned(user, asked);
            if (account.isPresent() && user.devices().isPresent()) {
                var list = user.devices().get();
                told.add(new StateChange.PutDeviceList(key(account.get()), list.toOctets()));
                found.put(account.get(), list.devices(account.get().account()));
            }
        }
        if (!told.isEmpty()) {
            commit(told);
        }
    }

    private void commit(List<StateChange> lists) {
        changes++;
        state.commit(lists);
    }

    private static Stream<Aliases.Pair> pairs(UsyncUser user) {
        return Stream.of(user.lid(), user.phone())
                .flatMap(Optional::stream)
                .flatMap(other -> user.jid().map(jid -> new Aliases.Pair(jid, other)).stream());
    }

    /// Whom an answer is about: the server may name somebody by the other name, or by a corrected number.
    private static Optional<Jid> questioned(UsyncUser user, Map<String, Jid> asked) {
        return Optional.ofNullable(asked.get(user.asked()))
                .or(() -> user.jid().map(jid -> asked.get(jid.toString())))
                .or(() -> user.phone().map(phone -> asked.get(phone.toString())))
                .or(() -> user.lid().map(lid -> asked.get(lid.toString())));
    }

    private Map<String, DeviceList> known(Collection<Jid> accounts) {
        var keys = accounts.stream().map(this::key).toList();
        var lists = new LinkedHashMap<String, DeviceList>();
        state.deviceLists(keys)
                .forEach((key, record) -> DeviceList.parse(record).ifPresent(list -> lists.put(key, list)));
        return lists;
    }

    private String key(Jid account) {
        return Names.key(aliases.canonical(account).account());
    }
}
