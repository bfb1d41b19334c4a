package io.wigwag.storage.engine;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StoredPreKey;
import io.wigwag.core.port.StoredSignedPreKey;
import io.wigwag.core.port.StoredToken;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Field;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The sealed side of each record, there and back.
final class Contents {
    private static final Field<Octets> RECORD = Field.bytes("record");
    private static final Field<String> NAME = Field.text("name");
    private static final Field<Long> DEVICE = Field.whole("device");
    private static final Field<String> GROUP = Field.text("group");
    private static final Field<Octets> KEY_ID = Field.bytes("keyId");
    private static final Field<Long> NUMBER = Field.whole("number");
    private static final Field<Instant> SINCE = Field.moment("since");
    private static final Field<List<Document>> DEVICES = Field.documents("devices");

    private Contents() {}

    static Document of(Octets record) {
        return Document.builder().put(RECORD, record).build();
    }

    static Octets record(Remembered remembered) {
        return remembered.content().require(RECORD);
    }

    static Document ofNumber(long number) {
        return Document.builder().put(NUMBER, number).build();
    }

    static int number(Remembered remembered) {
        return Math.toIntExact(remembered.content().require(NUMBER));
    }

    static Document ofName(String name) {
        return Document.builder().put(NAME, name).build();
    }

    static String name(Remembered remembered) {
        return remembered.content().require(NAME);
    }

    static Document of(DeviceAddress address, Octets record) {
        return of(address).toBuilder().put(RECORD, record).build();
    }

    static DeviceAddress address(Remembered remembered) {
        return address(remembered.content());
    }

    static Document of(SenderKeyName name, Octets record) {
        return of(name.sender(), record).toBuilder().put(GROUP, name.group()).build();
    }

    static SenderKeyName senderKeyName(Remembered remembered) {
        return new SenderKeyName(remembered.content().require(GROUP), address(remembered));
    }

    static Document of(StoredPreKey key) {
        return ofNumber(key.id()).toBuilder().put(RECORD, key.record()).build();
    }

    static StoredPreKey preKey(Remembered remembered) {
        return new StoredPreKey(
                number(remembered),
                record(remembered),
                StoredPreKey.Stage.valueOf(remembered.stage().orElseThrow()),
                remembered.since().orElseThrow());
    }

    static Document of(StoredSignedPreKey key) {
        return ofNumber(key.id()).toBuilder()
                .put(RECORD, key.record())
                .put(SINCE, key.made())
                .build();
    }

    static StoredSignedPreKey signedPreKey(Remembered remembered) {
        return new StoredSignedPreKey(
                number(remembered), record(remembered), remembered.content().require(SINCE));
    }

    static Document of(StoredToken token) {
        return Document.builder()
                .put(RECORD, token.token())
                .put(SINCE, token.since())
                .build();
    }

    static StoredToken token(Remembered remembered) {
        return new StoredToken(record(remembered), remembered.content().require(SINCE));
    }

    static Document ofAppStateKey(Octets keyId, Octets record) {
        return Document.builder().put(KEY_ID, keyId).put(RECORD, record).build();
    }

    static Octets keyId(Remembered remembered) {
        return remembered.content().require(KEY_ID);
    }

    static Document ofHolders(String group, Collection<DeviceAddress> devices) {
        return Document.builder()
                .put(GROUP, group)
                .put(DEVICES, devices.stream().map(Contents::of).toList())
                .build();
    }

    static String group(Remembered remembered) {
        return remembered.content().require(GROUP);
    }

    static Set<DeviceAddress> holders(Remembered remembered) {
        return remembered.content().require(DEVICES).stream()
                .map(Contents::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Document of(DeviceAddress address) {
        return Document.builder()
                .put(NAME, address.name())
                .put(DEVICE, (long) address.device())
                .build();
    }

    private static DeviceAddress address(Document content) {
        return new DeviceAddress(content.require(NAME), Math.toIntExact(content.require(DEVICE)));
    }
}
