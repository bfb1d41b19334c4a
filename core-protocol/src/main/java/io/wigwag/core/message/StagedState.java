package io.wigwag.core.message;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StoredPreKey;
import io.wigwag.core.port.StoredSignedPreKey;
import io.wigwag.core.port.StoredToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A device's memory as it will be once the changes of the present step are committed. One message may be opened in
/// several parts, each of which needs what the one before it changed, while all of it is committed once.
///
/// Sessions, identities, pre-keys and sender keys are seen changed; the rest is read as it is stored.
public final class StagedState implements DeviceState {
    private final DeviceState stored;
    private final List<StateChange> changes = new ArrayList<>();
    private final Map<DeviceAddress, Octets> sessions = new HashMap<>();
    private final Map<DeviceAddress, Octets> identities = new HashMap<>();
    private final Map<Integer, StoredPreKey> preKeys = new HashMap<>();
    private final Map<SenderKeyName, Octets> senderKeys = new HashMap<>();
    private OptionalInt nextPreKeyId = OptionalInt.empty();

    public StagedState(DeviceState stored) {
        this.stored = stored;
    }

    /// Makes these changes visible here, and a part of what is to be committed.
    public void stage(List<StateChange> more) {
        changes.addAll(more);
        for (var change : more) {
            switch (change) {
                case StateChange.PutSession(var device, var record) -> sessions.put(device, record);
                case StateChange.PutIdentity(var device, var key) -> identities.put(device, key);
                case StateChange.PutPreKey(var key) -> preKeys.put(key.id(), key);
                case StateChange.PutNextPreKeyId(var id) -> nextPreKeyId = OptionalInt.of(id);
                case StateChange.PutSenderKey(var name, var record) -> senderKeys.put(name, record);
                default -> {
                    // Nothing that a later part of the same message would read.
                }
            }
        }
    }

    /// All changes since the last time, for one commit; after this the view is that of the store again.
    public List<StateChange> take() {
        var all = List.copyOf(changes);
        changes.clear();
        sessions.clear();
        identities.clear();
        preKeys.clear();
        senderKeys.clear();
        nextPreKeyId = OptionalInt.empty();
        return all;
    }

    private static <K, V> Map<K, V> over(Map<K, V> base, Map<K, V> changed, Collection<K> keys) {
        if (changed.isEmpty()) {
            return base;
        }
        var all = new HashMap<>(base);
        for (var key : keys) {
            Optional.ofNullable(changed.get(key)).ifPresent(value -> all.put(key, value));
        }
        return all;
    }

    @Override
    public void commit(List<StateChange> now) {
        stored.commit(now);
    }

    @Override
    public Optional<Octets> ownIdentity() {
        return stored.ownIdentity();
    }

    @Override
    public Map<DeviceAddress, Octets> identities(Collection<DeviceAddress> devices) {
        return over(stored.identities(devices), identities, devices);
    }

    @Override
    public Map<DeviceAddress, Octets> sessions(Collection<DeviceAddress> devices) {
        return over(stored.sessions(devices), sessions, devices);
    }

    @Override
    public List<DeviceAddress> sessionsOf(String name) {
        var all = new ArrayList<>(stored.sessionsOf(name));
        sessions.keySet().stream()
                .filter(device -> device.name().equals(name) && !all.contains(device))
                .forEach(all::add);
        return all;
    }

    @Override
    public Map<Integer, StoredPreKey> preKeys(Collection<Integer> ids) {
        return over(stored.preKeys(ids), preKeys, ids);
    }

    @Override
    public List<StoredPreKey> preKeysAt(StoredPreKey.Stage stage, int limit) {
        return stored.preKeysAt(stage, limit);
    }

    @Override
    public int nextPreKeyId() {
        return nextPreKeyId.orElseGet(stored::nextPreKeyId);
    }

    @Override
    public List<StoredSignedPreKey> signedPreKeys() {
        return stored.signedPreKeys();
    }

    @Override
    public Map<SenderKeyName, Octets> senderKeys(Collection<SenderKeyName> names) {
        return over(stored.senderKeys(names), senderKeys, names);
    }

    @Override
    public List<SenderKeyName> senderKeysOf(String name) {
        var all = new ArrayList<>(stored.senderKeysOf(name));
        senderKeys.keySet().stream()
                .filter(key -> key.sender().name().equals(name) && !all.contains(key))
                .forEach(all::add);
        return all;
    }

    @Override
    public Set<DeviceAddress> holders(String group) {
        return stored.holders(group);
    }

    @Override
    public Map<String, Set<DeviceAddress>> heldBy(String name) {
        return stored.heldBy(name);
    }

    @Override
    public Map<Octets, Octets> appStateKeys(Collection<Octets> keyIds) {
        return stored.appStateKeys(keyIds);
    }

    @Override
    public Map<Octets, Octets> appStateKeys() {
        return stored.appStateKeys();
    }

    @Override
    public Map<String, Octets> appStateVersions(Collection<String> collections) {
        return stored.appStateVersions(collections);
    }

    @Override
    public Map<String, String> lidsOf(Collection<String> phones) {
        return stored.lidsOf(phones);
    }

    @Override
    public Map<String, String> phonesOf(Collection<String> lids) {
        return stored.phonesOf(lids);
    }

    @Override
    public Map<String, Octets> deviceLists(Collection<String> users) {
        return stored.deviceLists(users);
    }

    @Override
    public Map<MessageKey, Octets> keptMessages(Collection<MessageKey> keys) {
        return stored.keptMessages(keys);
    }

    @Override
    public Map<String, StoredToken> tokens(Collection<String> users) {
        return stored.tokens(users);
    }
}
