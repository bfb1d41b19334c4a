package io.wigwag.core.memory;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StateInventory;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// A device's memory in maps. For one thread, like the actor that owns a device.
public class MemoryState implements DeviceState, StateInventory {
    private final Map<DeviceAddress, Octets> identities;
    private final Map<DeviceAddress, Octets> sessions;
    private final Map<Integer, StoredPreKey> preKeys;
    private final Map<Integer, StoredSignedPreKey> signedPreKeys;
    private final Map<SenderKeyName, Octets> senderKeys;
    private final Map<String, Set<DeviceAddress>> holders;
    private final Map<Octets, Octets> appStateKeys;
    private final Map<String, Octets> appStateVersions;
    private final Map<String, String> lids;
    private final Map<String, String> phones;
    private final Map<String, Octets> deviceLists;
    private final Map<MessageKey, Kept> messages;
    private final Map<String, StoredToken> tokens;
    private Optional<Octets> ownIdentity = Optional.empty();
    private int nextPreKeyId = 1;
    private volatile boolean retired;

    public MemoryState() {
        identities = new ConcurrentHashMap<>();
        sessions = new ConcurrentHashMap<>();
        preKeys = new ConcurrentHashMap<>();
        signedPreKeys = new ConcurrentHashMap<>();
        senderKeys = new ConcurrentHashMap<>();
        holders = new ConcurrentHashMap<>();
        appStateKeys = new ConcurrentHashMap<>();
        appStateVersions = new ConcurrentHashMap<>();
        lids = new ConcurrentHashMap<>();
        phones = new ConcurrentHashMap<>();
        deviceLists = new ConcurrentHashMap<>();
        messages = new ConcurrentHashMap<>();
        tokens = new ConcurrentHashMap<>();
    }

    /// Goes on with another's memory, which commits nothing any more.
    MemoryState(MemoryState before) {
        before.retired = true;
        identities = before.identities;
        sessions = before.sessions;
        preKeys = before.preKeys;
        signedPreKeys = before.signedPreKeys;
        senderKeys = before.senderKeys;
        holders = before.holders;
        appStateKeys = before.appStateKeys;
        appStateVersions = before.appStateVersions;
        lids = before.lids;
        phones = before.phones;
        deviceLists = before.deviceLists;
        messages = before.messages;
        tokens = before.tokens;
        ownIdentity = before.ownIdentity;
        nextPreKeyId = before.nextPreKeyId;
    }

    void wipe() {
        if (retired) {
            throw new CommitRefused("somebody else has opened the device");
        }
        List.of(
                        identities,
                        sessions,
                        preKeys,
                        signedPreKeys,
                        senderKeys,
                        holders,
                        appStateKeys,
                        appStateVersions,
                        lids,
                        phones,
                        deviceLists,
                        messages,
                        tokens)
                .forEach(Map::clear);
        ownIdentity = Optional.empty();
        nextPreKeyId = 1;
    }

    boolean isRetired() {
        return retired;
    }

    private record Kept(Octets record, Instant at) {}

    @Override
    public void commit(List<StateChange> changes) {
        if (retired) {
            throw new CommitRefused("somebody else has opened the device");
        }
        List.copyOf(changes).forEach(this::apply);
    }

    /// Called at every read that takes its way to a real store; for those who count.
    protected void reading() {
        // Nobody counts.
    }

    @Override
    public List<DeviceAddress> allSessions() {
        return List.copyOf(sessions.keySet());
    }

    @Override
    public List<SenderKeyName> allSenderKeys() {
        return List.copyOf(senderKeys.keySet());
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
        reading();
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
        reading();
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
