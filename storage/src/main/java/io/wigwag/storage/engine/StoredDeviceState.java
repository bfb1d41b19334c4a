package io.wigwag.storage.engine;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StateInventory;
import io.wigwag.core.port.StateUnavailable;
import io.wigwag.core.port.StoredPreKey;
import io.wigwag.core.port.StoredSignedPreKey;
import io.wigwag.core.port.StoredToken;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.Tenant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The engine's stores for one device, as documents. For one thread, like the actor that owns the device; opened by
/// who holds its lease, and dropped when the device is idle.
public final class StoredDeviceState implements DeviceState, StateInventory {
    private final String device;
    private final Places places;
    private final Recollection recollection;
    private volatile boolean ended;

    private StoredDeviceState(String device, Places places, Recollection recollection) {
        this.device = device;
        this.places = places;
        this.recollection = recollection;
    }

    public static List<Schema> schemas() {
        return List.of(Remembered.SCHEMA);
    }

    /// Takes the device over from whoever had it: lower lease tokens commit nothing any more. [DeviceStates] does so
    /// under a lease of this process.
    ///
    /// @param device its id, which stands readable in the store
    public static StoredDeviceState open(
            DocumentStore store, Tenant tenant, String device, long leaseToken, Hiding hiding, CommitWitness witness) {
        var places = new Places(device, hiding);
        var recollection = new Recollection(store, tenant, device, places, leaseToken, witness);
        recollection.open();
        return new StoredDeviceState(device, places, recollection);
    }

    /// Whether the store was put back to an old copy, as far as the witness can tell. Sessions must be renewed then:
    /// their ratchets have gone on without us.
    public boolean isRolledBack() {
        return recollection.isRolledBack();
    }

    /// Sessions and keys are new and published; until this is said the store counts as put back, whoever opens it.
    public void renewed() {
        write(recollection::renewed);
    }

    @Override
    public void commit(List<StateChange> changes) {
        write(() -> recollection.commit(new Unit(device, places, recollection).of(List.copyOf(changes))));
    }

    /// Deletes all that the device remembers, its identity first: whoever goes on after a crash finds none, and wipes
    /// again.
    public void wipe() {
        write(() -> {
            recollection.commit(Map.of(places.own(), Optional.empty()));
            recollection.removeAll(places.everything());
            if (recollection.isRolledBack()) {
                recollection.renewed(); // Nothing is left that could be behind.
            }
        });
    }

    /// Whether commits may still be taken. Any thread may ask.
    boolean isAlive() {
        return !ended && !recollection.isSucceeded();
    }

    /// Commits nothing from now on: until somebody comes after us the fence alone would let everything through.
    void end() {
        ended = true;
    }

    private void write(Runnable work) {
        if (ended) {
            throw new CommitRefused(device + " was given up");
        }
        try {
            work.run();
        } catch (StaleOwner later) {
            throw new CommitRefused(device + " has a later owner", later);
        } catch (StoreException unsure) {
            throw new StateUnavailable("the store did not say what became of a commit of " + device, unsure);
        }
    }

    @Override
    public List<DeviceAddress> allSessions() {
        return under(places.all(Places.SESSION)).stream().map(Contents::address).toList();
    }

    @Override
    public List<SenderKeyName> allSenderKeys() {
        return under(places.all(Places.SENDER_KEY)).stream()
                .map(Contents::senderKeyName)
                .toList();
    }

    @Override
    public Optional<Octets> ownIdentity() {
        return at(places.own()).map(Contents::record);
    }

    @Override
    public Map<DeviceAddress, Octets> identities(Collection<DeviceAddress> devices) {
        return pick(devices, places::identity, Contents::record);
    }

    @Override
    public Map<DeviceAddress, Octets> sessions(Collection<DeviceAddress> devices) {
        return pick(devices, places::session, Contents::record);
    }

    @Override
    public List<DeviceAddress> sessionsOf(String name) {
        return ofUser(Places.SESSION, name).stream()
                .map(Contents::address)
                .sorted(Comparator.comparingInt(DeviceAddress::device))
                .toList();
    }

    @Override
    public Map<Integer, StoredPreKey> preKeys(Collection<Integer> ids) {
        return pick(ids, places::preKey, Contents::preKey);
    }

    @Override
    public List<StoredPreKey> preKeysAt(StoredPreKey.Stage stage, int limit) {
        var oldestFirst =
                Query.on(Remembered.BY_STAGE).where(Remembered.DEVICE, device).where(Remembered.STAGE, stage.name());
        return recollection.some(oldestFirst, limit).stream()
                .map(Contents::preKey)
                .limit(limit)
                .toList();
    }

    @Override
    public int nextPreKeyId() {
        return at(places.nextPreKeyId()).map(Contents::number).orElse(1);
    }

    @Override
    public List<StoredSignedPreKey> signedPreKeys() {
        return under(places.signedPreKeys()).stream()
                .map(Contents::signedPreKey)
                .sorted(Comparator.comparing(StoredSignedPreKey::made).reversed())
                .toList();
    }

    @Override
    public Map<SenderKeyName, Octets> senderKeys(Collection<SenderKeyName> names) {
        return pick(names, places::senderKey, Contents::record);
    }

    @Override
    public List<SenderKeyName> senderKeysOf(String name) {
        return ofUser(Places.SENDER_KEY, name).stream()
                .map(Contents::senderKeyName)
                .toList();
    }

    @Override
    public Set<DeviceAddress> holders(String group) {
        return at(places.holders(group)).map(Contents::holders).orElse(Set.of());
    }

    @Override
    public Map<String, Set<DeviceAddress>> heldBy(String name) {
        var groups = Query.on(Remembered.BY_HOLDER).where(Remembered.HOLDERS, List.of(places.user(name)));
        return recollection.all(groups).stream()
                .collect(Collectors.toUnmodifiableMap(
                        Contents::group,
                        group -> Contents.holders(group).stream()
                                .filter(holder -> holder.name().equals(name))
                                .collect(Collectors.toUnmodifiableSet())));
    }

    @Override
    public Map<Octets, Octets> appStateKeys(Collection<Octets> keyIds) {
        return pick(keyIds, places::appStateKey, Contents::record);
    }

    @Override
    public Map<Octets, Octets> appStateKeys() {
        return under(places.appStateKeys()).stream()
                .collect(Collectors.toUnmodifiableMap(Contents::keyId, Contents::record));
    }

    @Override
    public Map<String, Octets> appStateVersions(Collection<String> collections) {
        return pick(collections, places::appStateVersion, Contents::record);
    }

    @Override
    public Map<String, String> lidsOf(Collection<String> phones) {
        return pick(phones, places::lid, Contents::name);
    }

    @Override
    public Map<String, String> phonesOf(Collection<String> lids) {
        return pick(lids, places::phone, Contents::name);
    }

    @Override
    public Map<String, Octets> deviceLists(Collection<String> users) {
        return pick(users, places::deviceList, Contents::record);
    }

    @Override
    public Map<MessageKey, Octets> keptMessages(Collection<MessageKey> keys) {
        return pick(keys, places::message, Contents::record);
    }

    @Override
    public Map<String, StoredToken> tokens(Collection<String> users) {
        return pick(users, places::token, Contents::token);
    }

    private Optional<Remembered> at(String place) {
        return recollection.load(List.of(place)).values().stream().findFirst();
    }

    private <K, V> Map<K, V> pick(Collection<K> keys, Function<K, String> place, Function<Remembered, V> value) {
        var placed = new HashMap<K, String>();
        keys.forEach(key -> placed.put(key, place.apply(key)));
        var loaded = recollection.load(placed.values());
        var picked = new HashMap<K, V>();
        placed.forEach((key, at) ->
                Optional.ofNullable(loaded.get(at)).ifPresent(remembered -> picked.put(key, value.apply(remembered))));
        return Map.copyOf(picked);
    }

    private List<Remembered> ofUser(String kind, String name) {
        return recollection.all(Query.on(Remembered.BY_USER)
                .where(Remembered.DEVICE, device)
                .where(Remembered.KIND, kind)
                .where(Remembered.USER, places.user(name)));
    }

    private List<Remembered> under(String prefix) {
        return recollection.all(Query.on(Index.BY_ID).startingWith(Field.ID, prefix));
    }
}
