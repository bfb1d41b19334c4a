package io.wigwag.sandbox.phone;

import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.octets.Octets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A hash over a set to which members are added and from which they are taken, in any order: 64 sums of 16 bits.
/// Written for the sandbox alone, apart from the engine's. Changes in place.
final class LatticeHash {
    private static final byte[] INFO = "WhatsApp Patch Integrity".getBytes(StandardCharsets.US_ASCII);
    private static final int LANES = 64;

    private final short[] lanes = new short[LANES];

    void add(Octets member) {
        var term = term(member);
        for (var i = 0; i < LANES; i++) {
            lanes[i] = (short) (lanes[i] + term.getShort());
        }
    }

    void subtract(Octets member) {
        var term = term(member);
        for (var i = 0; i < LANES; i++) {
            lanes[i] = (short) (lanes[i] - term.getShort());
        }
    }

    private static ByteBuffer term(Octets member) {
        var bytes = Hkdf.derive(member.toArray(), new byte[0], INFO, LANES * Short.BYTES);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    Octets value() {
        var bytes = ByteBuffer.allocate(LANES * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var lane : lanes) {
            bytes.putShort(lane);
        }
        return Octets.wrap(bytes.array());
    }
}
