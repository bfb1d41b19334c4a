package io.wigwag.core.signal;

import io.wigwag.core.crypto.PublicKey;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The first messages of a session, until the peer has answered: a [SignalMessage] with all that the receiver needs to
/// build the session.
///
/// ```
/// 33 | 1: one-time pre-key id (absent without), 2: base key, 3: identity, 4: SignalMessage, 5: registration id,
///      6: signed pre-key id | (no code of its own)
/// ```
///
/// Fields 7 and 8 are announced for a post-quantum key; they are skipped like any that we do not know.
public final class PreKeyMessage {
    private final OptionalInt preKeyId;
    private final int signedPreKeyId;
    private final PublicKey baseKey;
    private final Sender sender;
    private final SignalMessage message;

    /// Who wrote a first message, by its own word; the code inside proves it.
    public record Sender(PublicKey identity, int registrationId) {}

    private PreKeyMessage(
            OptionalInt preKeyId, int signedPreKeyId, PublicKey baseKey, Sender sender, SignalMessage message) {
        this.preKeyId = preKeyId;
        this.signedPreKeyId = signedPreKeyId;
        this.baseKey = baseKey;
        this.sender = sender;
        this.message = message;
    }

    /// Reads what must be known before the pre-keys can be loaded.
    public static PreKeyMessage parse(byte[] bytes) throws SignalFailure {
        if (bytes.length == 0) {
            throw new SignalFailure.Malformed("an empty message");
        }
        if (bytes[0] != FieldWriter.VERSION) {
            throw new SignalFailure.InvalidVersion(bytes[0]);
        }
        var fields = new FieldReader(bytes, 1, bytes.length);
        var preKeyId = 0;
        var registrationId = 0;
        var signedPreKeyId = -1L;
        @Nullable PublicKey baseKey = null;
        @Nullable PublicKey identity = null;
        byte @Nullable [] message = null;
        for (var tag = fields.next(); tag != 0; tag = fields.next()) {
            switch (tag) {
                case 1 << 3 -> preKeyId = fields.number();
                case 2 << 3 | 2 -> baseKey = fields.publicKey();
                case 3 << 3 | 2 -> identity = fields.publicKey();
                case 4 << 3 | 2 -> message = fields.bytes();
                case 5 << 3 -> registrationId = fields.number();
                case 6 << 3 -> signedPreKeyId = Integer.toUnsignedLong(fields.number());
                default -> fields.skip();
            }
        }
        if (baseKey == null || identity == null || message == null || signedPreKeyId < 0) {
            throw new SignalFailure.Malformed("a first message without base key, identity, message or signed pre-key");
        }
        return new PreKeyMessage(
                // Go and JavaScript clients take 0 for absent, and nobody numbers a key 0.
                preKeyId == 0 ? OptionalInt.empty() : OptionalInt.of(preKeyId),
                (int) signedPreKeyId,
                baseKey,
                new Sender(identity, registrationId),
                SignalMessage.parse(message));
    }

    static byte[] write(SessionState state, PendingPreKey pending, OwnIdentity own, byte[] message) {
        var withPreKey = pending.preKeyId() != 0;
        var size = (withPreKey ? FieldWriter.numberSize(pending.preKeyId()) : 0)
                + 2 * FieldWriter.keySize()
                + FieldWriter.bytesSize(message.length)
                + FieldWriter.numberSize(own.registrationId())
                + FieldWriter.numberSize(pending.signedPreKeyId());
        var fields = new FieldWriter(size, 0);
        if (withPreKey) {
            fields.number(1, pending.preKeyId());
        }
        return fields.key(2, state.peer().baseKey())
                .key(3, own.publicKey())
                .bytes(4, message)
                .number(5, own.registrationId())
                .number(6, pending.signedPreKeyId())
                .done();
    }

    /// Our one-time pre-key that was used, if one was.
    public OptionalInt preKeyId() {
        return preKeyId;
    }

    public int signedPreKeyId() {
        return signedPreKeyId;
    }

    /// The initiator's ephemeral key, by which a session is known again.
    public PublicKey baseKey() {
        return baseKey;
    }

    public Sender sender() {
        return sender;
    }

    SignalMessage message() {
        return message;
    }
}
