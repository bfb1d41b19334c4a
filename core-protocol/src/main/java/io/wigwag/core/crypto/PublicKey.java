package io.wigwag.core.crypto;

import io.wigwag.core.octets.Octets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The public half of a Curve25519 key: 32 bytes. On the wire it stands alone, or behind the type byte 0x05 in
/// structures that come from Signal.
///
/// Remembers what checking signatures needs, some 2 KiB from the first check on and 6 KiB from the second: keep the
/// object, not its bytes, where one key signs often.
public final class PublicKey {
    public static final int SIZE = 32;
    public static final int TYPED_SIZE = 33;
    private static final byte TYPE = 5;
    /// What makes a key quick to verify with takes two KiB: most keys verify a signature or two in their life, and are
    /// kept by the thousand.
    private static final int KEPT_FROM = 3;

    private final byte[] bytes;
    private @Nullable VerificationKey verification;
    private boolean verifiesNothing;
    private byte verified;

    private PublicKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of 32 raw bytes.
    public static PublicKey of(byte[] raw) throws InvalidKey {
        if (raw.length != SIZE) {
            throw new InvalidKey("a public key has " + SIZE + " bytes, not " + raw.length);
        }
        return new PublicKey(raw.clone());
    }

    public static PublicKey of(Octets raw) throws InvalidKey {
        return of(raw.toArray());
    }

    /// A copy of the 32 bytes behind the type byte.
    public static PublicKey ofTyped(byte[] typed) throws InvalidKey {
        if (typed.length != TYPED_SIZE || typed[0] != TYPE) {
            throw new InvalidKey("a typed public key has " + TYPED_SIZE + " bytes, the first being 5");
        }
        return new PublicKey(Arrays.copyOfRange(typed, 1, TYPED_SIZE));
    }

    /// For bytes that our own arithmetic has just made.
    static PublicKey made(byte[] bytes) {
        return new PublicKey(bytes);
    }

    public byte[] raw() {
        return bytes.clone();
    }

    public byte[] typed() {
        var typed = new byte[TYPED_SIZE];
        typed[0] = TYPE;
        System.arraycopy(bytes, 0, typed, 1, SIZE);
        return typed;
    }

    public Octets octets() {
        return Octets.wrap(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    /// Null when the bytes are no point of the curve, so that no signature can be good. Two threads may both make it;
    /// the results are equal, and an uncounted use only has it made once more.
    @Nullable
    VerificationKey verification() {
        var known = verification;
        if (known == null && !verifiesNothing) {
            known = VerificationKey.of(bytes);
            verifiesNothing = known == null;
            verified++;
            if (verified >= KEPT_FROM) {
                verification = known;
            }
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "PublicKey[" + HexFormat.of().formatHex(bytes, 0, 4) + "..]";
    }
}
