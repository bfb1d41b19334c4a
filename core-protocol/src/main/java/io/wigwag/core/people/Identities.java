package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.SignalSessions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What follows when somebody has a new phone: a new identity key, and none of the devices that were linked before.
public final class Identities {
    private final OwnAccount own;
    private final DeviceState state;
    private final SignalSessions sessions;
    private final Aliases aliases;
    private final Rosters rosters;

    public Identities(OwnAccount own, DeviceState state, SignalSessions sessions, Aliases aliases, Rosters rosters) {
        this.own = own;
        this.state = state;
        this.sessions = sessions;
        this.aliases = aliases;
        this.rosters = rosters;
    }

    /// A notification of type `encrypt` with `<identity/>`: the next message to this account begins new
    /// sessions, asks for the devices anew, and group keys that the old phone may have are replaced. What is
    /// on its way from it can still be read. Answers whose phone it is; empty for our own account, which is no
    /// news to us.
    public Optional<Jid> changed(Node notification) throws MalformedNode {
        var attributes = notification.attributes();
        var from = attributes.requireJid("from");
        var other = attributes.jid("lid");
        if (other.isPresent()) {
            aliases.learn(from, other.get());
        }
        if (own.owns(from) || from.device() != 0 || !Names.isPerson(from)) {
            return Optional.empty();
        }
        var account = aliases.canonical(from).account();
        var name = Names.key(account);
        var devices = new HashSet<>(state.sessionsOf(name));
        devices.add(aliases.address(account));
        var changes = new ArrayList<>(sessions.reset(devices));
        devices.forEach(device -> changes.add(new StateChange.DeleteIdentity(device)));
        changes.add(new StateChange.DeleteDeviceList(name));
        for (var group : rosters.maybeHeldBy(account)) {
            changes.addAll(rosters.keyRenewal(group));
        }
        state.commit(List.copyOf(changes));
        return Optional.of(account);
    }
}
