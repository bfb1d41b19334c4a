package io.wigwag.core.device;

import io.wigwag.core.login.Credentials;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.OwnedState;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.signal.PreKeySupply;
import io.wigwag.core.signal.SignedPreKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a device remembers, and who it is. Belongs to the device's actor.
final class DeviceMemory {
    private final DeviceParts parts;
    private final OwnedState owned;
    private final PreKeySupply supply;
    private Optional<Credentials> credentials;

    private DeviceMemory(DeviceParts parts, OwnedState owned, Optional<Credentials> credentials) {
        this.parts = parts;
        this.owned = owned;
        this.credentials = credentials;
        this.supply = new PreKeySupply(
                owned.state(), parts.ports().random(), parts.ports().clock());
    }

    static DeviceMemory open(DeviceParts parts, OwnedState owned) throws MalformedRecord {
        Optional<Octets> stored = owned.state().ownIdentity();
        return new DeviceMemory(
                parts, owned, stored.isPresent() ? Optional.of(Credentials.parse(stored.get())) : Optional.empty());
    }

    OwnedState owned() {
        return owned;
    }

    DeviceState state() {
        return owned.state();
    }

    PreKeySupply supply() {
        return supply;
    }

    boolean isLinked() {
        return credentials.filter(Credentials::isLinked).isPresent();
    }

    /// Who the device is; made now where it is nobody yet.
    Credentials credentials() {
        return credentials.orElseGet(this::beSomebody);
    }

    private Credentials beSomebody() {
        var made = Credentials.generate(parts.ports().random());
        remember(made, supply.rotate(made.keys().identity()).changes());
        return made;
    }

    void remember(Credentials next) {
        remember(next, List.of());
    }

    /// Stores who the device is from now on, together with what goes with it.
    void remember(Credentials next, List<StateChange> more) {
        var changes = new ArrayList<StateChange>();
        changes.add(new StateChange.PutOwnIdentity(next.toOctets()));
        changes.addAll(more);
        commit(changes);
        credentials = Optional.of(next);
    }

    void commit(List<StateChange> changes) {
        if (!changes.isEmpty()) {
            parts.progress().begins("storing", parts.settings().stuck());
            owned.state().commit(changes);
        }
    }

    /// The signed pre-key in use.
    SignedPreKey signedPreKey() throws MalformedRecord {
        var keys = owned.state().signedPreKeys();
        if (keys.isEmpty()) {
            var made = supply.rotate(credentials().keys().identity());
            commit(made.changes());
            return made.key();
        }
        return SignedPreKey.of(keys.getFirst());
    }

    /// Forgets everything, the device itself too.
    void wipe() {
        parts.progress().begins("wiping", parts.settings().stuck());
        owned.wipe();
        credentials = Optional.empty();
    }
}
