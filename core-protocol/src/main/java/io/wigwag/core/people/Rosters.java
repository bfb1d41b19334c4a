package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Readings;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Lenient;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who is in which group. Asked for once, kept over restarts beside the device lists (under the group's whole address,
/// which no user has), and kept true by notifications. The owner's actor asks and waits, so there is never more than
/// one question about a group on its way.
///
/// The server limits such questions. When it says so, or our own budget is spent, a kept roster that was marked stale
/// still serves: a member too many costs nothing, and whoever is missing asks for the message.
public final class Rosters {
    /// Questions that may be asked at once, and how soon another may be.
    static final int BUDGET = 20;
    static final Duration REFILL = Duration.ofSeconds(3);
    private static final Duration DEFAULT_BACKOFF = Duration.ofSeconds(30);
    private static final int LIVELY = 4;

    private final OwnAccount own;
    private final DeviceState state;
    private final Aliases aliases;
    private final InstantSource clock;
    private final Set<Jid> stale = new HashSet<>();
    private final Readings<String, Optional<Roster>> lively = new Readings<>(LIVELY);
    private double budget = BUDGET;
    private Instant filled;
    private Instant silentUntil = Instant.MIN;

    public Rosters(OwnAccount own, DeviceState state, Aliases aliases, InstantSource clock) {
        this.own = own;
        this.state = state;
        this.aliases = aliases;
        this.clock = clock;
        filled = clock.instant();
    }

    /// The roster of a group, from the server where it is not known.
    public Roster of(Line line, Jid group) throws IqRefused, Unanswered {
        var kept = known(group);
        if (kept.isPresent() && (!stale.contains(group) || !mayAsk())) {
            return kept.get();
        }
        try {
            spend();
            var roster = line.ask(new RosterQuery(group));
            put(group, roster);
            return roster;
        } catch (IqRefused refused) {
            if (refused.is(IqRefused.RATE_LIMITED)) {
                silentUntil = clock.instant().plus(refused.backoff().orElse(DEFAULT_BACKOFF));
            }
            if (kept.isPresent() && !isFinal(refused)) {
                return kept.get();
            }
            throw refused;
        } catch (Unanswered none) {
            if (kept.isPresent() && none.reason() == Unanswered.Cause.LATE) {
                return kept.get();
            }
            throw none;
        }
    }

    /// We are no member, or there is no such group: then the kept roster serves nobody.
    private static boolean isFinal(IqRefused refused) {
        return refused.is(401) || refused.is(403) || refused.is(IqRefused.NOT_FOUND);
    }

    /// The roster as it is kept, without a question.
    public Optional<Roster> known(Jid group) {
        return known(group.toString());
    }

    private Optional<Roster> known(String group) {
        return Optional.ofNullable(state.deviceLists(List.of(group)).get(group))
                .flatMap(record -> lively.of(group, record, RosterFormat::parse));
    }

    /// Somebody found the kept roster wrong: the next sender asks anew, if that may be asked.
    public void doubt(Jid group) {
        stale.add(group);
    }

    /// A notification of type `w:gp2`: applied to what is kept. When a member leaves, our key of the group is dropped
    /// with it, so that the next message is written with one that they never had. Whether they had the old one does
    /// not matter: that they need to be given it says nothing about what they were given before, or are given by a
    /// message on its way.
    public void changed(Node notification) throws MalformedNode {
        var group = notification.attributes().requireJid("from");
        for (var change : notification.children()) {
            changed(group, change);
        }
    }

    private void changed(Jid group, Node change) throws MalformedNode {
        var described = change.child("group");
        if (change.is("create") && described.isPresent()) {
            put(group, RosterQuery.roster(described.get()));
            return;
        }
        var members = RosterQuery.members(change);
        learn(members);
        var kept = known(group);
        var gone = members.stream().map(Roster.Member::jid).collect(Collectors.toSet());
        switch (change.tag()) {
            case "add" -> kept.ifPresent(roster -> put(group, roster.with(members)));
            case "promote", "demote" ->
                kept.ifPresent(roster -> put(group, roster.with(ranked(members, change.is("promote")))));
            case "remove", "leave" -> {
                var changes = new ArrayList<>(renewal(group));
                kept.ifPresent(roster -> changes.add(kept(group, roster.without(gone))));
                commit(changes);
            }
            case "modify" -> {
                // Somebody changed their number; who they are now stands in the answer to the next question.
                doubt(group);
                commit(renewal(group));
            }
            case "announcement", "not_announcement" ->
                kept.ifPresent(roster -> put(group, roster.announcing(change.is("announcement"))));
            case "ephemeral" ->
                kept.ifPresent(roster -> put(
                        group,
                        roster.expiring(Lenient.number(change, "expiration").orElse(0))));
            case "not_ephemeral" -> kept.ifPresent(roster -> put(group, roster.expiring(0)));
            case "delete" -> forget(group);
            default -> {
                // Subjects, links and the like: nothing that a sender has to know.
            }
        }
    }

    private static List<Roster.Member> ranked(List<Roster.Member> members, boolean admin) {
        return members.stream()
                .map(member -> new Roster.Member(member.jid(), member.other(), admin))
                .toList();
    }

    /// What has to be committed so that our next message to the group is written with a new key.
    List<StateChange> keyRenewal(String name) {
        var changes = new ArrayList<StateChange>();
        changes.add(new StateChange.ForgetHolders(name));
        keyNames(name).forEach(key -> changes.add(new StateChange.DeleteSenderKey(key)));
        return changes;
    }

    /// Where this account may have our key: in every group that has it for a member, and wherever nobody knows whom we
    /// gave the key to. Those who are said to hold it are not all, see [#changed].
    Set<String> maybeHeldBy(Jid account) {
        var groups = new LinkedHashSet<>(state.heldBy(Names.key(account)).keySet());
        for (var self : selves()) {
            for (var key : state.senderKeysOf(self.name())) {
                if (key.sender().equals(self)
                        && known(key.group())
                                .filter(roster -> !has(roster, account))
                                .isEmpty()) {
                    groups.add(key.group());
                }
            }
        }
        return groups;
    }

    private boolean has(Roster roster, Jid account) {
        return roster.has(account)
                || aliases.otherName(account).filter(roster::has).isPresent();
    }

    private List<DeviceAddress> selves() {
        return Stream.concat(Stream.of(own.phone()), own.lid().stream())
                .map(DeviceAddress::of)
                .toList();
    }

    private List<SenderKeyName> keyNames(String group) {
        return selves().stream().map(self -> new SenderKeyName(group, self)).toList();
    }

    /// The same where there is a key to renew.
    private List<StateChange> renewal(Jid group) {
        var name = group.toString();
        return state.senderKeys(keyNames(name)).isEmpty() ? List.of() : keyRenewal(name);
    }

    /// Takes a roster in. One that lacks somebody, or that there is nothing to compare with, brings a new key.
    private void put(Jid group, Roster roster) {
        learn(roster.members());
        var changes = new ArrayList<StateChange>();
        if (known(group).filter(before -> hasAll(roster, before)).isEmpty()) {
            changes.addAll(renewal(group));
        }
        changes.add(kept(group, roster));
        commit(changes);
        stale.remove(group);
    }

    private boolean hasAll(Roster roster, Roster before) {
        var names = roster.members().stream().flatMap(Rosters::names).collect(Collectors.toSet());
        return before.members().stream()
                .allMatch(member -> names(member).anyMatch(names::contains)
                        || aliases.otherName(member.jid())
                                .filter(names::contains)
                                .isPresent());
    }

    private static Stream<Jid> names(Roster.Member member) {
        return Stream.concat(Stream.of(member.jid()), member.other().stream());
    }

    private static StateChange kept(Jid group, Roster roster) {
        return new StateChange.PutDeviceList(group.toString(), RosterFormat.write(roster));
    }

    private void commit(List<StateChange> changes) {
        if (!changes.isEmpty()) {
            state.commit(changes);
        }
    }

    private void learn(List<Roster.Member> members) {
        aliases.learn(members.stream()
                .flatMap(member -> member.other().map(other -> new Aliases.Pair(member.jid(), other)).stream())
                .toList());
    }

    private void forget(Jid group) {
        var changes = new ArrayList<>(renewal(group));
        changes.add(new StateChange.DeleteDeviceList(group.toString()));
        commit(changes);
        stale.remove(group);
    }

    private boolean mayAsk() {
        refill();
        return budget >= 1 && !clock.instant().isBefore(silentUntil);
    }

    private void spend() {
        refill();
        budget = Math.max(0, budget - 1);
    }

    private void refill() {
        var now = clock.instant();
        var gained = (double) Duration.between(filled, now).toMillis() / REFILL.toMillis();
        budget = Math.min(BUDGET, budget + Math.max(0, gained));
        filled = now;
    }
}
