package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.EncType;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.proto.signal.PreKeySignalMessage;
import io.wigwag.proto.signal.SignalMessage;
import java.security.SecureRandom;

/// How a message is spoiled on purpose, so that nobody can read it.
public enum Corruption {
    /// The signature of a group message doesn't fit; of a direct one, its code.
    SIGNATURE,
    /// The message's code doesn't fit.
    MAC,
    /// It belongs to a session that the receiver doesn't have.
    SESSION;

    private static final int KEY = 33;
    private static final byte KEY_TYPE = 5;
    private static final byte VERSION = 0x33;
    private static final int CIPHERTEXT = 48;
    private static final int CODE = 8;

    Encrypted apply(Encrypted encrypted, SecureRandom random) {
        if (encrypted.type() == EncType.SKMSG) {
            return new Encrypted(EncType.SKMSG, lastByteChanged(encrypted.ciphertext()));
        }
        if (this == SESSION) {
            return new Encrypted(EncType.MSG, foreign(random));
        }
        return encrypted.type() == EncType.MSG
                ? new Encrypted(EncType.MSG, lastByteChanged(encrypted.ciphertext()))
                : new Encrypted(EncType.PKMSG, innerCodeChanged(encrypted.ciphertext()));
    }

    private static Octets lastByteChanged(Octets ciphertext) {
        var bytes = ciphertext.toArray();
        bytes[bytes.length - 1] ^= 1;
        return Octets.wrap(bytes);
    }

    /// The code of a first message stands in the message inside.
    private static Octets innerCodeChanged(Octets first) {
        try {
            var outer =
                    PreKeySignalMessage.parseFrom(first.slice(1, first.size()).asBuffer());
            var inner = lastByteChanged(Octets.wrap(outer.getMessage().toByteArray()));
            var changed = outer.toBuilder()
                    .setMessage(ByteString.copyFrom(inner.asBuffer()))
                    .build();
            return Octets.concat(Octets.wrap(new byte[] {VERSION}), Octets.wrap(changed.toByteArray()));
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("a message of our own can't be read", impossible);
        }
    }

    private static Octets foreign(SecureRandom random) {
        var key = bytes(KEY, random);
        key[0] = KEY_TYPE;
        var message = SignalMessage.newBuilder()
                .setRatchetKey(ByteString.copyFrom(key))
                .setCounter(0)
                .setPreviousCounter(0)
                .setCiphertext(ByteString.copyFrom(bytes(CIPHERTEXT, random)))
                .build();
        return Octets.concat(
                Octets.wrap(new byte[] {VERSION}),
                Octets.wrap(message.toByteArray()),
                Octets.wrap(bytes(CODE, random)));
    }

    private static byte[] bytes(int size, SecureRandom random) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
