package io.wigwag.benchmarks;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.GroupCipher;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.PreKeyMessage;
import io.wigwag.core.signal.SenderKeyRecord;
import io.wigwag.core.signal.SessionCipher;
import io.wigwag.core.signal.SessionRecord;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// End-to-end encryption over stored records: each operation reads the record's bytes and writes those of the next one,
/// as a store would see it. Texts of 160 bytes.
@State(Scope.Thread)
public class SignalBenchmark {
    static final BenchSuite SUITE = new BenchSuite(
            "signal",
            "(SignalBenchmark|CurveLimitBenchmark|FanOutBenchmark)",
            Optional.of("signal.mjs"),
            Map.of(
                    "setUp", 6.5,
                    "decryptFirst", 6.5,
                    "encrypt", 8.0,
                    "encryptAndDecrypt", 8.0,
                    "pingPong", 10.0,
                    "senderKeyEncrypt", 130.0,
                    "senderKeyEncryptCached", 130.0,
                    "senderKeyDecrypt", 100.0,
                    "senderKeyDecryptCached", 100.0));

    private static final Octets TEXT = text();

    private final SecureRandom random = new SecureRandom();
    private final GroupCipher groups = new GroupCipher(random);
    private final Party alice = new Party();
    private final Party bob = new Party();
    private final PreKeyBundle bundle = bob.bundle();
    private Octets sending = Octets.EMPTY;
    private Octets receiving = Octets.EMPTY;
    private Octets first = Octets.EMPTY;
    private Octets senderKey = Octets.EMPTY;
    private SenderKeyRecord ownSenderKey = SenderKeyRecord.EMPTY;
    private SenderKeyRecord othersSenderKey = SenderKeyRecord.EMPTY;
    private Octets groupMessage = Octets.EMPTY;

    /// One side with its keys and the stored session.
    private final class Party {
        private final KeyPair signed = KeyPair.generate(random);
        private final KeyPair oneTime = KeyPair.generate(random);
        private final OwnIdentity identity = OwnIdentity.generate(random);
        private final SessionCipher cipher = new SessionCipher(identity, () -> KeyPair.generate(random));
        private Octets session = SessionRecord.EMPTY.toOctets();

        PreKeyBundle bundle() {
            var signature =
                    Curve.sign(identity.keys().privateKey(), signed.publicKey().typed(), random);
            return new PreKeyBundle(
                    identity.publicKey(),
                    identity.registrationId(),
                    new PreKeyBundle.SignedKey(1, signed.publicKey(), Octets.wrap(signature)),
                    Optional.of(new PreKeyBundle.Numbered(1, oneTime.publicKey())));
        }

        Octets receiveFirst(Octets message) throws Exception {
            var keys = new SessionCipher.NamedPreKeys(Optional.of(signed), Optional.of(oneTime));
            var received =
                    cipher.decryptFirst(SessionRecord.parse(session), PreKeyMessage.parse(message.toArray()), keys);
            session = received.session().toOctets();
            return received.plaintext();
        }

        Octets receive(Octets message) throws Exception {
            var received = cipher.decrypt(SessionRecord.parse(session), message);
            session = received.session().toOctets();
            return received.plaintext();
        }

        Octets send() throws Exception {
            var sent = cipher.encrypt(SessionRecord.parse(session), TEXT);
            session = sent.session().toOctets();
            return sent.encrypted().ciphertext();
        }
    }

    @Setup
    public void establish() throws Exception {
        alice.session =
                alice.cipher.begin(SessionRecord.parse(alice.session), bundle).toOctets();
        first = alice.send();
        bob.receiveFirst(first);
        alice.receive(bob.send());
        sending = alice.session;
        receiving = bob.session;
        var own = groups.begin();
        senderKey = own.toOctets();
        ownSenderKey = own;
        othersSenderKey = groups.accept(SenderKeyRecord.EMPTY, groups.distribution(own));
        var sent = groups.encrypt(own, TEXT);
        groupMessage = sent.encrypted().ciphertext();
    }

    /// A bundle becomes a session and its first message; the signature is checked each time, with a key just read.
    @Benchmark
    public Octets setUp() throws Exception {
        var identity = PublicKey.of(bundle.identity().octets());
        var fresh = new PreKeyBundle(identity, bundle.registrationId(), bundle.signedPreKey(), bundle.preKey());
        var sent = alice.cipher.encrypt(alice.cipher.begin(SessionRecord.EMPTY, fresh), TEXT);
        return Octets.concat(sent.encrypted().ciphertext(), sent.session().toOctets());
    }

    @Benchmark
    public Octets decryptFirst() throws Exception {
        bob.session = SessionRecord.EMPTY.toOctets();
        return bob.receiveFirst(first);
    }

    @Benchmark
    public Octets encrypt() throws Exception {
        var sent = alice.cipher.encrypt(SessionRecord.parse(sending), TEXT);
        sending = sent.session().toOctets();
        return sent.encrypted().ciphertext();
    }

    /// Encrypts and decrypts, because a message decrypts only once; what decrypting takes is the difference.
    @Benchmark
    public Octets encryptAndDecrypt() throws Exception {
        var sent = alice.cipher.encrypt(SessionRecord.parse(sending), TEXT);
        sending = sent.session().toOctets();
        var received = bob.cipher.decrypt(
                SessionRecord.parse(receiving), sent.encrypted().ciphertext());
        receiving = received.session().toOctets();
        return received.plaintext();
    }

    /// Two messages, there and back, each with a new step of the ratchet.
    @Benchmark
    public Octets pingPong() throws Exception {
        bob.receive(alice.send());
        return alice.receive(bob.send());
    }

    @Benchmark
    public Encrypted senderKeyEncrypt() throws Exception {
        var sent = groups.encrypt(SenderKeyRecord.parse(senderKey), TEXT);
        senderKey = sent.record().toOctets();
        return sent.encrypted();
    }

    /// With the record's object kept: the private key remembers its point, which each signature hashes.
    @Benchmark
    public Encrypted senderKeyEncryptCached() throws Exception {
        var sent = groups.encrypt(ownSenderKey, TEXT);
        ownSenderKey = sent.record();
        senderKey = ownSenderKey.toOctets();
        return sent.encrypted();
    }

    /// The same message again and again over the same record, with a key that is read each time.
    @Benchmark
    public Octets senderKeyDecrypt() throws Exception {
        var received = groups.decrypt(SenderKeyRecord.parse(othersSenderKey.toOctets()), groupMessage);
        return Octets.concat(received.plaintext(), received.record().toOctets());
    }

    /// With the record's object kept, as a lively group's is: the signing key remembers what speeds up checking.
    @Benchmark
    public Octets senderKeyDecryptCached() throws Exception {
        var received = groups.decrypt(othersSenderKey, groupMessage);
        return Octets.concat(received.plaintext(), received.record().toOctets());
    }

    private static Octets text() {
        var text = new byte[160];
        Arrays.fill(text, (byte) 'w');
        return Octets.wrap(text);
    }
}
