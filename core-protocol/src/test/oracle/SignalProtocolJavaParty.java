package io.wigwag.core.signal.oracle;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.EncType;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.ForeignParty;
import io.wigwag.core.signal.ForeignSecurityCodes;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.SecurityCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whispersystems.libsignal.IdentityKey;
import org.whispersystems.libsignal.SessionBuilder;
import org.whispersystems.libsignal.SessionCipher;
import org.whispersystems.libsignal.SignalProtocolAddress;
import org.whispersystems.libsignal.ecc.Curve;
import org.whispersystems.libsignal.ecc.ECPublicKey;
import org.whispersystems.libsignal.fingerprint.NumericFingerprintGenerator;
import org.whispersystems.libsignal.groups.GroupCipher;
import org.whispersystems.libsignal.groups.GroupSessionBuilder;
import org.whispersystems.libsignal.groups.SenderKeyName;
import org.whispersystems.libsignal.groups.state.SenderKeyRecord;
import org.whispersystems.libsignal.groups.state.SenderKeyStore;
import org.whispersystems.libsignal.protocol.CiphertextMessage;
import org.whispersystems.libsignal.protocol.PreKeySignalMessage;
import org.whispersystems.libsignal.protocol.SenderKeyDistributionMessage;
import org.whispersystems.libsignal.protocol.SignalMessage;
import org.whispersystems.libsignal.state.PreKeyRecord;
import org.whispersystems.libsignal.state.SignedPreKeyRecord;
import org.whispersystems.libsignal.state.impl.InMemorySignalProtocolStore;
import org.whispersystems.libsignal.util.KeyHelper;

/// signal-protocol-java behind our interface. Compiled by the test that uses it, because neither the library nor the
/// protobuf that it needs may be on our class path.
public final class SignalProtocolJavaParty implements ForeignParty, ForeignSecurityCodes {
    private static final SignalProtocolAddress PEER = new SignalProtocolAddress("ours", 1);
    private static final SenderKeyName OWN = new SenderKeyName("group", new SignalProtocolAddress("theirs", 1));
    private static final SenderKeyName OURS = new SenderKeyName("group", PEER);

    private final InMemorySignalProtocolStore store = new InMemorySignalProtocolStore(
            KeyHelper.generateIdentityKeyPair(), KeyHelper.generateRegistrationId(false));
    private final SenderKeys senderKeys = new SenderKeys();
    private final SessionCipher cipher = new SessionCipher(store, PEER);
    private int nextPreKeyId = 1;

    @Override
    public PreKeyBundle bundle(boolean withOneTimeKey) throws Exception {
        SignedPreKeyRecord signed = KeyHelper.generateSignedPreKey(store.getIdentityKeyPair(), 5);
        store.storeSignedPreKey(5, signed);
        Optional<PreKeyBundle.Numbered> oneTime = Optional.empty();
        if (withOneTimeKey) {
            PreKeyRecord key = KeyHelper.generatePreKeys(nextPreKeyId++, 1).get(0);
            store.storePreKey(key.getId(), key);
            oneTime = Optional.of(new PreKeyBundle.Numbered(key.getId(), ours(key.getKeyPair().getPublicKey())));
        }
        return new PreKeyBundle(
                PublicKey.ofTyped(store.getIdentityKeyPair().getPublicKey().serialize()),
                store.getLocalRegistrationId(),
                new PreKeyBundle.SignedKey(
                        5, ours(signed.getKeyPair().getPublicKey()), Octets.wrap(signed.getSignature())),
                oneTime);
    }

    @Override
    public void begin(PreKeyBundle bundle) throws Exception {
        new SessionBuilder(store, PEER)
                .process(new org.whispersystems.libsignal.state.PreKeyBundle(
                        bundle.registrationId(),
                        1,
                        bundle.preKey().map(PreKeyBundle.Numbered::id).orElse(0),
                        bundle.preKey().isPresent() ? theirs(bundle.preKey().get().key()) : null,
                        bundle.signedPreKey().id(),
                        theirs(bundle.signedPreKey().key()),
                        bundle.signedPreKey().signature().toArray(),
                        new IdentityKey(theirs(bundle.identity()))));
    }

    @Override
    public Encrypted send(byte[] plaintext) throws Exception {
        CiphertextMessage message = cipher.encrypt(plaintext);
        EncType type = message.getType() == CiphertextMessage.PREKEY_TYPE ? EncType.PKMSG : EncType.MSG;
        return new Encrypted(type, Octets.wrap(message.serialize()));
    }

    @Override
    public byte[] receive(Encrypted message) throws Exception {
        byte[] bytes = message.ciphertext().toArray();
        return message.type() == EncType.PKMSG
                ? cipher.decrypt(new PreKeySignalMessage(bytes))
                : cipher.decrypt(new SignalMessage(bytes));
    }

    @Override
    public byte[] distribution() {
        return new GroupSessionBuilder(senderKeys).create(OWN).serialize();
    }

    @Override
    public byte[] sendToGroup(byte[] plaintext) throws Exception {
        return new GroupCipher(senderKeys, OWN).encrypt(plaintext);
    }

    @Override
    public void accept(byte[] distribution) throws Exception {
        new GroupSessionBuilder(senderKeys).process(OURS, new SenderKeyDistributionMessage(distribution));
    }

    @Override
    public byte[] receiveFromGroup(byte[] message) throws Exception {
        return new GroupCipher(senderKeys, OURS).decrypt(message);
    }

    @Override
    public String digits(SecurityCode.Party one, SecurityCode.Party other) {
        return new NumericFingerprintGenerator(5200)
                .createFor(2, one.identifier().toArray(), keys(one), other.identifier().toArray(), keys(other))
                .getDisplayableFingerprint()
                .getDisplayText();
    }

    private static List<IdentityKey> keys(SecurityCode.Party party) {
        List<IdentityKey> keys = new ArrayList<>();
        for (PublicKey key : party.keys()) {
            try {
                keys.add(new IdentityKey(theirs(key)));
            } catch (Exception refused) {
                throw new IllegalArgumentException(refused);
            }
        }
        return keys;
    }

    @Override
    public void close() {
        // It holds nothing.
    }

    private static PublicKey ours(ECPublicKey key) throws Exception {
        return PublicKey.ofTyped(key.serialize());
    }

    private static ECPublicKey theirs(PublicKey key) throws Exception {
        return Curve.decodePoint(key.typed(), 0);
    }

    /// Keeps bytes, so that the library's stored form is part of what is tested.
    private static final class SenderKeys implements SenderKeyStore {
        private final Map<SenderKeyName, byte[]> records = new HashMap<>();

        @Override
        public void storeSenderKey(SenderKeyName name, SenderKeyRecord record) {
            records.put(name, record.serialize());
        }

        @Override
        public SenderKeyRecord loadSenderKey(SenderKeyName name) {
            byte[] record = records.get(name);
            try {
                return record == null ? new SenderKeyRecord() : new SenderKeyRecord(record);
            } catch (java.io.IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
        }
    }
}
