package io.wigwag.core.signal;

import io.wigwag.core.crypto.AesCbc;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// Group messages under sender keys. Like [SessionCipher] it holds nothing that changes: record in, next record out.
public final class GroupCipher {
    private static final byte[] INFO = "WhisperGroup".getBytes(StandardCharsets.US_ASCII);
    private static final int IV = 16;
    private static final int KEY = 32;

    private final SecureRandom random;

    public GroupCipher(SecureRandom random) {
        this.random = random;
    }

    public record Sent(Encrypted encrypted, SenderKeyRecord record) {}

    public record Received(Octets plaintext, SenderKeyRecord record) {}

    /// A new key of ours, in place of any before it: what was sent with that needs nothing of us any more.
    public SenderKeyRecord begin() {
        var chainKey = new byte[ChainKey.SIZE];
        random.nextBytes(chainKey);
        var signer = KeyPair.generate(random);
        // 31 bits: the highest value is left out because nobody else makes it.
        var keyId = random.nextInt(Integer.MAX_VALUE);
        return SenderKeyRecord.ofOurs(keyId, 0, Octets.wrap(chainKey), signer);
    }

    /// What members need to read the next message and all after it. Made before that message is encrypted.
    public SenderKeyDistribution distribution(SenderKeyRecord record) throws SignalFailure.NoSenderKey {
        var state = ours(record);
        return new SenderKeyDistribution(state.keyId(), state.chain(), state.signingKey());
    }

    public Sent encrypt(SenderKeyRecord record, Octets plaintext) throws SignalFailure.NoSenderKey {
        var state = ours(record);
        var keys = state.chain().messageSeed().derive(INFO, IV + KEY);
        var ciphertext = AesCbc.encrypt(cipherKey(keys), iv(keys), plaintext.toArray());
        var message = SenderKeyMessage.write(
                state.keyId(), state.chain().index(), ciphertext, state.signer().orElseThrow(), random);
        return new Sent(
                new Encrypted(EncType.SKMSG, Octets.wrap(message)),
                record.replacing(state, state.with(state.chain().next(), state.skipped())));
    }

    /// Takes a key that a member gave us. One that we hold already stays as it is, for it can do all that the given one
    /// can and knows which messages were read; unless it has fallen too far behind to catch up.
    public SenderKeyRecord accept(SenderKeyRecord record, SenderKeyDistribution given) {
        var state = new SenderKeyState(
                given.keyId(), given.chain(), given.signingKey(), Optional.empty(), SkippedKeys.NONE);
        for (var held : record.states()) {
            if (held.keyId() == given.keyId() && held.signingKey().equals(given.signingKey())) {
                var ahead =
                        given.iteration() - Integer.toUnsignedLong(held.chain().index());
                return ahead > SenderKeyState.FARTHEST
                        ? record.replacing(held, held.with(given.chain(), held.skipped()))
                        : record;
            }
        }
        return record.with(state);
    }

    public Received decrypt(SenderKeyRecord record, Octets bytes) throws SignalFailure {
        var message = SenderKeyMessage.parse(bytes.toArray());
        var state = signedState(record, message);
        var taken = state.take(message.iteration());
        var keys = taken.seed().derive(INFO, IV + KEY);
        try {
            var plaintext = AesCbc.decrypt(cipherKey(keys), iv(keys), message.ciphertext());
            return new Received(Octets.wrap(plaintext), record.replacing(state, taken.rest()));
        } catch (DecryptionFailed failed) {
            // The signature was right, so the sender itself made this, perhaps with a chain that is not ours.
            throw new SignalFailure.BadMac("signed, but " + failed.getMessage());
        }
    }

    private static SenderKeyState signedState(SenderKeyRecord record, SenderKeyMessage message) throws SignalFailure {
        var known = false;
        for (var state : record.states()) {
            if (state.keyId() == message.keyId()) {
                if (message.isSignedBy(state.signingKey())) {
                    return state;
                }
                known = true;
            }
        }
        throw known
                ? new SignalFailure.BadSignature("the signature of a group message is wrong")
                : new SignalFailure.NoSenderKey("no sender key " + Integer.toUnsignedString(message.keyId()));
    }

    private static SenderKeyState ours(SenderKeyRecord record) throws SignalFailure.NoSenderKey {
        return record.own().orElseThrow(() -> new SignalFailure.NoSenderKey("no sender key of ours"));
    }

    private static byte[] iv(byte[] keys) {
        return Arrays.copyOf(keys, IV);
    }

    private static byte[] cipherKey(byte[] keys) {
        return Arrays.copyOfRange(keys, IV, IV + KEY);
    }
}
