package io.wigwag.storage.embedded;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.EncType;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.GroupCipher;
import io.wigwag.core.signal.GroupSessions;
import io.wigwag.core.signal.IdentityPolicy;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.PreKeySupply;
import io.wigwag.core.signal.SenderKeyDistribution;
import io.wigwag.core.signal.SessionCipher;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.core.signal.SignalSessions;
import io.wigwag.core.signal.SignedPreKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One of two devices that write to each other in a test, over whatever remembers its state. Commits before it hands
/// anything out.
final class Correspondent {
    static final String GROUP = "120363041234567890@g.us";

    final DeviceAddress address;
    private final DeviceState state;
    private final OwnIdentity own;
    private final PreKeySupply supply;
    private final SignalSessions sessions;
    private final GroupSessions groups;

    /// The device that the state remembers, or a new one when there is none.
    Correspondent(DeviceAddress address, DeviceState state, SecureRandom random) throws MalformedRecord {
        this.address = address;
        this.state = state;
        var known = state.ownIdentity();
        own = known.isPresent() ? OwnIdentity.parse(known.get()) : OwnIdentity.generate(random);
        supply = new PreKeySupply(state, random, InstantSource.system());
        sessions = new SignalSessions(
                state,
                new SessionCipher(own, () -> KeyPair.generate(random)),
                IdentityPolicy.TRUST_CHANGES,
                InstantSource.system());
        groups = new GroupSessions(state, new GroupCipher(random));
        if (known.isEmpty()) {
            var changes = new ArrayList<StateChange>();
            changes.add(new StateChange.PutOwnIdentity(own.toOctets()));
            changes.addAll(supply.rotate(own).changes());
            state.commit(changes);
        }
    }

    OwnIdentity own() {
        return own;
    }

    DeviceState state() {
        return state;
    }

    PreKeySupply supply() {
        return supply;
    }

    PreKeyBundle bundle() throws MalformedRecord {
        var oneTime = supply.forRetry();
        state.commit(oneTime.changes());
        return new PreKeyBundle(
                own.publicKey(),
                own.registrationId(),
                SignedPreKey.of(state.signedPreKeys().getFirst()).published(),
                Optional.of(oneTime.keys().getFirst().published()));
    }

    /// Empty when there is no session and no bundle was given.
    Optional<Encrypted> write(DeviceAddress to, String text, Optional<PreKeyBundle> bundle) {
        var bundles = bundle.map(given -> Map.of(to, given)).orElse(Map.of());
        var outgoing = sessions.encrypt(Map.of(to, octets(text)), bundles);
        if (!outgoing.refused().isEmpty()) {
            throw new AssertionError("refused: " + outgoing.refused());
        }
        state.commit(outgoing.changes());
        return Optional.ofNullable(outgoing.messages().get(to));
    }

    /// The ratchet's step is committed together with what the message leads to.
    String read(DeviceAddress from, Encrypted message, List<StateChange> with) throws SignalFailure {
        if (message.type() == EncType.SKMSG) {
            var incoming = groups.decrypt(new SenderKeyName(GROUP, from), message.ciphertext());
            return committed(incoming.plaintext(), incoming.changes(), with);
        }
        var incoming = message.type() == EncType.PKMSG
                ? sessions.decryptFirst(from, message.ciphertext())
                : sessions.decrypt(from, message.ciphertext());
        return committed(incoming.plaintext(), incoming.changes(), with);
    }

    private String committed(Octets plaintext, List<StateChange> step, List<StateChange> with) {
        var changes = new ArrayList<>(step);
        changes.addAll(with);
        state.commit(changes);
        return new String(plaintext.toArray(), StandardCharsets.UTF_8);
    }

    GroupSessions.Outgoing writeToGroup(String text, boolean renew) {
        var outgoing = groups.encrypt(new SenderKeyName(GROUP, address), octets(text), renew);
        state.commit(outgoing.changes());
        return outgoing;
    }

    void accept(DeviceAddress from, SenderKeyDistribution distribution) {
        var changes = groups.accept(new SenderKeyName(GROUP, from), distribution);
        if (!changes.isEmpty()) {
            state.commit(changes);
        }
    }

    static Octets octets(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A bundle as words of a line.
    static String written(PreKeyBundle bundle) {
        var signed = bundle.signedPreKey();
        var oneTime = bundle.preKey().orElseThrow();
        return String.join(
                " ",
                bundle.identity().octets().toHex(),
                "" + bundle.registrationId(),
                "" + signed.id(),
                signed.key().octets().toHex(),
                signed.signature().toHex(),
                "" + oneTime.id(),
                oneTime.key().octets().toHex());
    }

    static PreKeyBundle bundle(List<String> words) throws InvalidKey {
        return new PreKeyBundle(
                key(words.get(0)),
                Integer.parseInt(words.get(1)),
                new PreKeyBundle.SignedKey(
                        Integer.parseInt(words.get(2)), key(words.get(3)), Octets.ofHex(words.get(4))),
                Optional.of(new PreKeyBundle.Numbered(Integer.parseInt(words.get(5)), key(words.get(6)))));
    }

    private static PublicKey key(String hex) throws InvalidKey {
        return PublicKey.of(Octets.ofHex(hex));
    }
}
