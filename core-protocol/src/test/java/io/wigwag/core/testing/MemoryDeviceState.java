package io.wigwag.core.testing;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StoredPreKey;
import io.wigwag.core.port.StoredSignedPreKey;
import io.wigwag.core.port.StoredToken;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A device's memory in maps. For one thread, like the actor that owns a device; it counts reads and writes, so that a
/// test can see that an operation took one of each, and refuses a commit when told to.
public final class MemoryDeviceState implements DeviceState {
    private final Map<DeviceAddress, Octets> identities = new HashMap<>();
    private final Map<DeviceAddress, Octets> sessions = new HashMap<>();
    private final Map<Integer, StoredPreKey> preKeys = new HashMap<>();
    private final Map<Integer, StoredSignedPreKey> signedPreKeys = new HashMap<>();
    private final Map<SenderKeyName, Octets> senderKeys = new HashMap<>();
    private final Map<String, Set<DeviceAddress>> holders = new HashMap<>();
    private final Map<Octets, Octets> appStateKeys = new HashMap<>();
    private final Map<String, Octets> appStateVersions = new HashMap<>();
    private final Map<String, String> lids = new HashMap<>();
    private final Map<String, String> phones = new HashMap<>();
    private final Map<String, Octets> deviceLists = new HashMap<>();
    private final Map<MessageKey, Kept> messages = new HashMap<>();
    private final Map<String, StoredToken> tokens = new HashMap<>();
    private Optional<Octets> ownIdentity = Optional.empty();
    private int nextPreKeyId = 1;
    private int reads;
    private int commits;
    private boolean refusing;

    private record Kept(Octets record, Instant at) {}

    public int reads() {
        return reads;
    }

    public int commits() {
        return commits;
    }

    /// The next commit fails, the ones after it do not.
    public void refuseNextCommit() {
        refusing = true;
    }

    @Override
    public void commit(List<StateChange> changes) {
        if (refusing) {
            refusing = false;
            throw new CommitRefused("as the test has ordered");
        }
        commits++;
        List.copyOf(changes).forEach(this::apply);
    }

    private void apply(StateChange change) {
        switch (change) {
            case StateChange.PutOwnIdentity(var record) -> ownIdentity = Optional.of(record);
            case StateChange.PutIdentity(var device, var key) -> identities.put(device, key);
            case StateChange.DeleteIdentity(var device) -> identities.remove(device);
            case StateChange.PutSession(var device, var record) -> sessions.put(device, record);
            case StateChange.DeleteSession(var device) -> sessions.remove(device);
            case StateChange.PutPreKey(var key) -> preKeys.put(key.id(), key);
            case StateChange.DeletePreKey(var id) -> preKeys.remove(id);
            case StateChange.PutNextPreKeyId(var id) -> nextPreKeyId = id;
            case StateChange.PutSignedPreKey(var key) -> signedPreKeys.put(key.id(), key);
            case StateChange.DeleteSignedPreKey(var id) -> signedPreKeys.remove(id);
            case StateChange.PutSenderKey(var name, var record) -> senderKeys.put(name, record);
            case StateChange.DeleteSenderKey(var name) -> senderKeys.remove(name);
            case StateChange.AddHolders(var group, var devices) ->
                holdersOf(group).addAll(devices);
            case StateChange.RemoveHolders(var group, var devices) ->
                holdersOf(group).removeAll(devices);
            case StateChange.ForgetHolders(var group) -> holders.remove(group);
            case StateChange.PutAppStateKey(var keyId, var record) -> appStateKeys.put(keyId, record);
            case StateChange.PutAppStateVersion(var name, var record) -> appStateVersions.put(name, record);
            case StateChange.DeleteAppStateVersion(var name) -> appStateVersions.remove(name);
            case StateChange.PutLid(var phone, var lid) -> pair(phone, lid);
            case StateChange.PutDeviceList(var user, var record) -> deviceLists.put(user, record);
            case StateChange.DeleteDeviceList(var user) -> deviceLists.remove(user);
            case StateChange.KeepMessage(var key, var record, var at) -> messages.put(key, new Kept(record, at));
            case StateChange.DropMessage(var key) -> messages.remove(key);
            case StateChange.DropMessagesBefore(var time) ->
                messages.values().removeIf(kept -> kept.at().isBefore(time));
            case StateChange.PutToken(var user, var token) -> tokens.put(user, token);
            case StateChange.DeleteToken(var user) -> tokens.remove(user);
        }
    }

    private Set<DeviceAddress> holdersOf(String group) {
        return holders.computeIfAbsent(group, _ -> new HashSet<>());
    }

    private void pair(String phone, String lid) {
        Optional.ofNullable(lids.put(phone, lid)).ifPresent(phones::remove);
        Optional.ofNullable(phones.put(lid, phone))
                .filter(other -> !other.equals(phone))
                .ifPresent(lids::remove);
    }

    private <K, V> Map<K, V> pick(Map<K, V> all, Collection<K> keys) {
        reads++;
        var picked = new HashMap<K, V>();
        for (var key : keys) {
            Optional.ofNullable(all.get(key)).ifPresent(value -> picked.put(key, value));
        }
        return picked;
    }

    @Override
    public Optional<Octets> ownIdentity() {
        return ownIdentity;
    }

    @Override
    public Map<DeviceAddress, Octets> identities(Collection<DeviceAddress> devices) {
        return pick(identities, devices);
    }

    @Override
    public Map<DeviceAddress, Octets> sessions(Collection<DeviceAddress> devices) {
        return pick(sessions, devices);
    }

    @Override
    public List<DeviceAddress> sessionsOf(String name) {
        return sessions.keySet().stream()
                .filter(device -> device.name().equals(name))
                .sorted(Comparator.comparingInt(DeviceAddress::device))
                .toList();
    }

    @Override
    public Map<Integer, StoredPreKey> preKeys(Collection<Integer> ids) {
        return pick(preKeys, ids);
    }

    @Override
    public List<StoredPreKey> preKeysAt(StoredPreKey.Stage stage, int limit) {
        return preKeys.values().stream()
                .filter(key -> key.stage() == stage)
                .sorted(Comparator.comparing(StoredPreKey::since).thenComparingInt(StoredPreKey::id))
                .limit(limit)
                .toList();
    }

    @Override
    public int nextPreKeyId() {
        return nextPreKeyId;
    }

    @Override
    public List<StoredSignedPreKey> signedPreKeys() {
        return signedPreKeys.values().stream()
                .sorted(Comparator.comparing(StoredSignedPreKey::made).reversed())
                .toList();
    }

    @Override
    public Map<SenderKeyName, Octets> senderKeys(Collection<SenderKeyName> names) {
        return pick(senderKeys, names);
    }

    @Override
    public List<SenderKeyName> senderKeysOf(String name) {
        return senderKeys.keySet().stream()
                .filter(key -> key.sender().name().equals(name))
                .toList();
    }

    @Override
    public Set<DeviceAddress> holders(String group) {
        return Set.copyOf(holders.getOrDefault(group, Set.of()));
    }

    @Override
    public Map<String, Set<DeviceAddress>> heldBy(String name) {
        reads++;
        var held = new HashMap<String, Set<DeviceAddress>>();
        holders.forEach((group, devices) -> {
            var theirs = devices.stream()
                    .filter(device -> device.name().equals(name))
                    .collect(Collectors.toUnmodifiableSet());
            if (!theirs.isEmpty()) {
                held.put(group, theirs);
            }
        });
        return held;
    }

    @Override
    public Map<Octets, Octets> appStateKeys(Collection<Octets> keyIds) {
        return pick(appStateKeys, keyIds);
    }

    @Override
    public Map<Octets, Octets> appStateKeys() {
        return Map.copyOf(appStateKeys);
    }

    @Override
    public Map<String, Octets> appStateVersions(Collection<String> collections) {
        return pick(appStateVersions, collections);
    }

    @Override
    public Map<String, String> lidsOf(Collection<String> numbers) {
        return pick(lids, numbers);
    }

    @Override
    public Map<String, String> phonesOf(Collection<String> users) {
        return pick(phones, users);
    }

    @Override
    public Map<String, Octets> deviceLists(Collection<String> users) {
        return pick(deviceLists, users);
    }

    @Override
    public Map<MessageKey, Octets> keptMessages(Collection<MessageKey> keys) {
        var picked = new HashMap<MessageKey, Octets>();
        pick(messages, keys).forEach((key, kept) -> picked.put(key, kept.record()));
        return picked;
    }

    @Override
    public Map<String, StoredToken> tokens(Collection<String> users) {
        return pick(tokens, users);
    }
}
