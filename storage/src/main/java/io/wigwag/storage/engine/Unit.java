package io.wigwag.storage.engine;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.port.StateChange;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a list of changes comes to: for each place that they touch, what is there afterwards. One use, one owner.
final class Unit {
    private final String device;
    private final Places places;
    private final Recollection recollection;
    private final Map<String, Remembered> before = new HashMap<>();
    private final Map<String, Optional<Remembered>> after = new LinkedHashMap<>();

    Unit(String device, Places places, Recollection recollection) {
        this.device = device;
        this.places = places;
        this.recollection = recollection;
    }

    Map<String, Optional<Remembered>> of(List<StateChange> changes) {
        before.putAll(recollection.load(
                changes.stream().flatMap(change -> needed(change).stream()).toList()));
        changes.forEach(this::apply);
        return after;
    }

    /// What has to be known before it can be changed.
    private List<String> needed(StateChange change) {
        return switch (change) {
            case StateChange.AddHolders(var group, var _) -> List.of(places.holders(group));
            case StateChange.RemoveHolders(var group, var _) -> List.of(places.holders(group));
            case StateChange.PutLid(var phone, var lid) -> List.of(places.lid(phone), places.phone(lid));
            default -> List.of();
        };
    }

    private void apply(StateChange change) {
        switch (change) {
            case StateChange.PutOwnIdentity(var record) -> put(places.own(), Contents.of(record));
            case StateChange.PutIdentity(var address, var key) -> put(places.identity(address), Contents.of(key));
            case StateChange.DeleteIdentity(var address) -> remove(places.identity(address));
            case StateChange.PutSession(var address, var record) ->
                put(remembered(places.session(address), Contents.of(address, record))
                        .ofUser(Places.SESSION, places.user(address.name())));
            case StateChange.DeleteSession(var address) -> remove(places.session(address));
            case StateChange.PutPreKey(var key) ->
                put(remembered(places.preKey(key.id()), Contents.of(key))
                        .at(key.stage().name(), key.since()));
            case StateChange.DeletePreKey(var id) -> remove(places.preKey(id));
            case StateChange.PutNextPreKeyId(var id) -> put(places.nextPreKeyId(), Contents.ofNumber(id));
            case StateChange.PutSignedPreKey(var key) -> put(places.signedPreKey(key.id()), Contents.of(key));
            case StateChange.DeleteSignedPreKey(var id) -> remove(places.signedPreKey(id));
            case StateChange.PutSenderKey(var name, var record) ->
                put(remembered(places.senderKey(name), Contents.of(name, record))
                        .ofUser(Places.SENDER_KEY, places.user(name.sender().name())));
            case StateChange.DeleteSenderKey(var name) -> remove(places.senderKey(name));
            case StateChange.AddHolders(var group, var devices) -> {
                var holders = new HashSet<>(holders(group));
                holders.addAll(devices);
                putHolders(group, holders);
            }
            case StateChange.RemoveHolders(var group, var devices) -> {
                var holders = new HashSet<>(holders(group));
                holders.removeAll(devices);
                putHolders(group, holders);
            }
            case StateChange.ForgetHolders(var group) -> remove(places.holders(group));
            case StateChange.PutAppStateKey(var keyId, var record) ->
                put(places.appStateKey(keyId), Contents.ofAppStateKey(keyId, record));
            case StateChange.PutAppStateVersion(var name, var record) ->
                put(places.appStateVersion(name), Contents.of(record));
            case StateChange.DeleteAppStateVersion(var name) -> remove(places.appStateVersion(name));
            case StateChange.PutLid(var phone, var lid) -> pair(phone, lid);
            case StateChange.PutDeviceList(var user, var record) -> put(places.deviceList(user), Contents.of(record));
            case StateChange.DeleteDeviceList(var user) -> remove(places.deviceList(user));
            case StateChange.KeepMessage(var key, var record, var at) ->
                put(remembered(places.message(key), Contents.of(record)).keptFrom(at));
            case StateChange.DropMessage(var key) -> remove(places.message(key));
            case StateChange.DropMessagesBefore(var time) -> dropBefore(time);
            case StateChange.PutToken(var user, var token) -> put(places.token(user), Contents.of(token));
            case StateChange.DeleteToken(var user) -> remove(places.token(user));
        }
    }

    private Remembered remembered(String place, Document content) {
        return Remembered.plain(place, device, content);
    }

    private void put(String place, Document content) {
        put(remembered(place, content));
    }

    private void put(Remembered remembered) {
        after.put(remembered.id(), Optional.of(remembered));
    }

    private void remove(String place) {
        after.put(place, Optional.empty());
    }

    private Optional<Remembered> now(String place) {
        var changed = after.get(place);
        return changed == null ? Optional.ofNullable(before.get(place)) : changed;
    }

    private Set<DeviceAddress> holders(String group) {
        return now(places.holders(group)).map(Contents::holders).orElse(Set.of());
    }

    private void putHolders(String group, Collection<DeviceAddress> devices) {
        if (devices.isEmpty()) {
            remove(places.holders(group));
            return;
        }
        var sorted = devices.stream()
                .sorted(Comparator.comparing(DeviceAddress::name).thenComparingInt(DeviceAddress::device))
                .toList();
        var users = sorted.stream()
                .map(DeviceAddress::name)
                .distinct()
                .map(places::user)
                .sorted()
                .toList();
        put(remembered(places.holders(group), Contents.ofHolders(group, sorted)).heldBy(users));
    }

    private void pair(String phone, String lid) {
        now(places.lid(phone)).map(Contents::name).ifPresent(oldLid -> remove(places.phone(oldLid)));
        now(places.phone(lid)).map(Contents::name).ifPresent(oldPhone -> remove(places.lid(oldPhone)));
        put(places.lid(phone), Contents.ofName(lid));
        put(places.phone(lid), Contents.ofName(phone));
    }

    private void dropBefore(Instant time) {
        var old = Query.on(Remembered.BY_AGE).where(Remembered.DEVICE, device).below(Remembered.KEPT, time);
        recollection.all(old).forEach(message -> after.putIfAbsent(message.id(), Optional.empty()));
        for (var place : new ArrayList<>(after.keySet())) {
            if (now(place)
                    .flatMap(Remembered::kept)
                    .filter(at -> at.isBefore(time))
                    .isPresent()) {
                remove(place);
            }
        }
    }
}
