package io.wigwag.benchmarks.storage;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.EncType;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.IdentityPolicy;
import io.wigwag.core.signal.OneTimePreKey;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.PreKeySupply;
import io.wigwag.core.signal.SessionCipher;
import io.wigwag.core.signal.SignalSessions;
import io.wigwag.core.signal.SignedPreKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A device with its state in a store, as the engine drives it: keys to give out, messages sent and received, and for
/// each of these the one commit that comes with it.
final class Account {
    private final DeviceAddress address;
    private final DeviceState state;
    private final OwnIdentity identity;
    private final SignedPreKey signed;
    private final SignalSessions sessions;
    private final Deque<OneTimePreKey> unused = new ArrayDeque<>();

    private Account(
            DeviceAddress address,
            DeviceState state,
            OwnIdentity identity,
            SignedPreKey signed,
            SignalSessions sessions,
            Collection<OneTimePreKey> unused) {
        this.address = address;
        this.state = state;
        this.identity = identity;
        this.signed = signed;
        this.sessions = sessions;
        this.unused.addAll(unused);
    }

    /// Makes a device's keys and stores them, as linking does.
    static Account create(DeviceAddress address, DeviceState state, int preKeys) throws Exception {
        var random = new SecureRandom();
        var clock = InstantSource.system();
        var identity = OwnIdentity.generate(random);
        var supply = new PreKeySupply(state, random, clock);
        var signed = supply.rotate(identity);
        var batch = supply.forUpload(preKeys);
        var changes = new ArrayList<StateChange>();
        changes.add(new StateChange.PutOwnIdentity(identity.toOctets()));
        changes.addAll(signed.changes());
        changes.addAll(batch.changes());
        changes.addAll(supply.uploaded(batch));
        state.commit(changes);
        var cipher = new SessionCipher(identity, () -> KeyPair.generate(random));
        var sessions = new SignalSessions(state, cipher, IdentityPolicy.TRUST_CHANGES, clock);
        return new Account(address, state, identity, signed.key(), sessions, batch.keys());
    }

    DeviceAddress address() {
        return address;
    }

    DeviceState state() {
        return state;
    }

    PreKeyBundle bundle() {
        var oneTime = Optional.ofNullable(unused.poll()).map(OneTimePreKey::published);
        return new PreKeyBundle(identity.publicKey(), identity.registrationId(), signed.published(), oneTime);
    }

    /// A message to all of these devices.
    Map<DeviceAddress, Encrypted> send(List<Account> to, Octets plaintext, Map<DeviceAddress, PreKeyBundle> bundles) {
        var plaintexts = new LinkedHashMap<DeviceAddress, Octets>();
        to.forEach(account -> plaintexts.put(account.address(), plaintext));
        var sent = sessions.encrypt(plaintexts, bundles);
        if (sent.messages().size() < to.size()) {
            throw new IllegalStateException("refused: " + sent.refused() + " " + sent.withoutSession());
        }
        state.commit(sent.changes());
        return sent.messages();
    }

    void receive(DeviceAddress from, Encrypted message) throws Exception {
        var received = message.type() == EncType.PKMSG
                ? sessions.decryptFirst(from, message.ciphertext())
                : sessions.decrypt(from, message.ciphertext());
        state.commit(received.changes());
    }
}
