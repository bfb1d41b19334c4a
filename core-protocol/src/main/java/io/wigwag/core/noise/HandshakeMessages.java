package io.wigwag.core.noise;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.noise.HandshakeMessage;

/// The three messages to and from their bytes.
final class HandshakeMessages {
    private HandshakeMessages() {}

    static HandshakeMessage parse(Octets bytes) throws HandshakeFailed {
        try {
            return HandshakeMessage.parseFrom(bytes.asBuffer());
        } catch (InvalidProtocolBufferException e) {
            throw new HandshakeFailed(HandshakeFailed.Reason.MALFORMED, "not a handshake message");
        }
    }

    static PublicKey key(ByteString bytes) throws HandshakeFailed {
        try {
            return PublicKey.of(bytes.toByteArray());
        } catch (InvalidKey e) {
            throw new HandshakeFailed(HandshakeFailed.Reason.MALFORMED, "a key of the wrong size");
        }
    }

    static HandshakeFailed missing(String what) {
        return new HandshakeFailed(HandshakeFailed.Reason.MALFORMED, "no " + what);
    }

    static Octets hello(HandshakeMessage.ClientHello.Builder hello) {
        return bytes(HandshakeMessage.newBuilder().setClientHello(hello));
    }

    static Octets answer(HandshakeMessage.ServerHello.Builder answer) {
        return bytes(HandshakeMessage.newBuilder().setServerHello(answer));
    }

    static Octets finish(byte[] sealedStatic, byte[] sealedPayload) {
        return bytes(HandshakeMessage.newBuilder()
                .setClientFinish(HandshakeMessage.ClientFinish.newBuilder()
                        .setStatic(wrap(sealedStatic))
                        .setPayload(wrap(sealedPayload))));
    }

    static ByteString wrap(byte[] bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    private static Octets bytes(HandshakeMessage.Builder message) {
        return Octets.wrap(message.build().toByteArray());
    }
}
