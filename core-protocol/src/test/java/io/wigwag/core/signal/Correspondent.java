package io.wigwag.core.signal;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// One party of a conversation in a test. Its session goes through the stored form at every step.
final class Correspondent {
    final OwnIdentity identity;
    final SignedPreKey signed;
    final Map<Integer, KeyPair> preKeys = new HashMap<>();
    final SessionCipher cipher;
    SessionRecord session = SessionRecord.EMPTY;
    private final SeededRandom random;
    private int nextPreKeyId = 1;

    Correspondent(SeededRandom random) {
        this.random = random;
        identity = OwnIdentity.generate(random);
        signed = SignedPreKey.make(7, identity, random, Instant.EPOCH);
        cipher = new SessionCipher(identity, () -> KeyPair.generate(random));
    }

    PreKeyBundle bundle(boolean withOneTimeKey) {
        Optional<PreKeyBundle.Numbered> oneTime = Optional.empty();
        if (withOneTimeKey) {
            var keys = KeyPair.generate(random);
            preKeys.put(nextPreKeyId, keys);
            oneTime = Optional.of(new PreKeyBundle.Numbered(nextPreKeyId++, keys.publicKey()));
        }
        return new PreKeyBundle(identity.publicKey(), identity.registrationId(), signed.published(), oneTime);
    }

    void begin(PreKeyBundle theirs) throws Exception {
        session = stored(cipher.begin(session, theirs));
    }

    Encrypted send(String text) throws Exception {
        var sent = cipher.encrypt(session, text(text));
        session = stored(sent.session());
        return sent.encrypted();
    }

    String receive(Encrypted message) throws Exception {
        if (message.type() == EncType.MSG) {
            var received = cipher.decrypt(session, message.ciphertext());
            session = stored(received.session());
            return text(received.plaintext());
        }
        var first = PreKeyMessage.parse(message.ciphertext().toArray());
        var oneTime = first.preKeyId().isPresent()
                ? Optional.ofNullable(preKeys.get(first.preKeyId().getAsInt()))
                : Optional.<KeyPair>empty();
        var named = new SessionCipher.NamedPreKeys(
                first.signedPreKeyId() == signed.id() ? Optional.of(signed.keys()) : Optional.empty(), oneTime);
        var received = cipher.decryptFirst(session, first, named);
        session = stored(received.session());
        received.usedPreKey().ifPresent(preKeys::remove);
        return text(received.plaintext());
    }

    static Octets text(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(Octets bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    private static SessionRecord stored(SessionRecord record) throws MalformedRecord {
        return SessionRecord.parse(record.toOctets());
    }
}
