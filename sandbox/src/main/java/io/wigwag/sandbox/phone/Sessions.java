package io.wigwag.sandbox.phone;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.EncType;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.PreKeyMessage;
import io.wigwag.core.signal.SessionCipher;
import io.wigwag.core.signal.SessionRecord;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.sandbox.world.Device;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The sessions of one persona, kept by device: whether a device is addressed by number or by hidden id, it has one.
final class Sessions {
    private final SessionCipher cipher;
    private final OwnKeys keys;
    private final Consumer<Device> changed;
    private final Consumer<Device> keyTaken;
    private final Map<Device, SessionRecord> records = new LinkedHashMap<>();

    /// @param changed is told of every session that has moved on or is gone
    /// @param keyTaken hears of the devices from which a session took a one-time key
    Sessions(OwnIdentity own, OwnKeys keys, SecureRandom random, Consumer<Device> changed, Consumer<Device> keyTaken) {
        this.keys = keys;
        this.changed = changed;
        this.keyTaken = keyTaken;
        cipher = new SessionCipher(own, () -> KeyPair.generate(random));
    }

    /// Encrypts for a device; with a new session, from the keys it has published, where there is none or where its
    /// identity is another one by now.
    Encrypted encrypt(Device to, Octets plaintext) throws SignalFailure {
        var record = record(to);
        if (!record.identity().equals(Optional.of(to.identity()))) {
            record = cipher.begin(record, bundle(to));
        }
        var sent = cipher.encrypt(record, plaintext);
        put(to, sent.session());
        return sent.encrypted();
    }

    Octets decrypt(Device from, EncType type, Octets ciphertext) throws SignalFailure {
        if (type == EncType.MSG) {
            var received = cipher.decrypt(record(from), ciphertext);
            put(from, received.session());
            return received.plaintext();
        }
        var message = PreKeyMessage.parse(ciphertext.toArray());
        var received = cipher.decryptFirst(record(from), message, keys.named(message));
        put(from, received.session());
        received.usedPreKey().ifPresent(keys::used);
        return received.plaintext();
    }

    /// Begins anew with keys that the device has given to us alone.
    void begin(Device with, PreKeyBundle bundle) throws SignalFailure {
        put(with, cipher.begin(record(with), bundle));
    }

    /// The next message to the device begins a session.
    void end(Device with) {
        put(with, record(with).reset());
    }

    /// Whom nobody can write to any more.
    void forget(Device device) {
        if (records.remove(device) != null) {
            changed.accept(device);
        }
    }

    Map<Device, SessionRecord> all() {
        return Collections.unmodifiableMap(records);
    }

    /// One of an earlier run.
    void restore(Device device, SessionRecord record) {
        records.put(device, record);
    }

    private void put(Device device, SessionRecord record) {
        records.put(device, record);
        changed.accept(device);
    }

    private SessionRecord record(Device device) {
        return records.getOrDefault(device, SessionRecord.EMPTY);
    }

    /// What the service would answer to a query for the device's keys: a one-time key is gone with that.
    private PreKeyBundle bundle(Device device) {
        var signed = device.preKeys().signed();
        var oneTime = device.preKeys().take();
        oneTime.ifPresent(_ -> keyTaken.accept(device));
        return new PreKeyBundle(
                device.identity(),
                device.registrationId(),
                new PreKeyBundle.SignedKey(signed.id(), key(signed.value()), signed.signature()),
                oneTime.map(key -> new PreKeyBundle.Numbered(key.id(), key(key.value()))));
    }

    private static PublicKey key(Octets value) {
        try {
            return PublicKey.of(value);
        } catch (InvalidKey wrongSize) {
            throw new IllegalStateException("a published key was taken in without a look at its size", wrongSize);
        }
    }
}
