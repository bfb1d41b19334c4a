package io.wigwag.core.signal;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import org.jspecify.annotations.Nullable;

/// A sender's key as it is given to each member of a group, inside a pairwise message.
///
/// ```
/// 33 | 1: key id, 2: iteration, 3: chain key (32 bytes), 4: signing key (33 bytes)
/// ```
public final class SenderKeyDistribution {
    private final int keyId;
    private final ChainKey chain;
    private final PublicKey signingKey;

    SenderKeyDistribution(int keyId, ChainKey chain, PublicKey signingKey) {
        this.keyId = keyId;
        this.chain = chain;
        this.signingKey = signingKey;
    }

    public static SenderKeyDistribution parse(Octets message) throws SignalFailure {
        var bytes = message.toArray();
        if (bytes.length == 0) {
            throw new SignalFailure.Malformed("an empty sender key");
        }
        if (bytes[0] != FieldWriter.VERSION) {
            throw new SignalFailure.InvalidVersion(bytes[0]);
        }
        var fields = new FieldReader(bytes, 1, bytes.length);
        var keyId = -1L;
        var iteration = -1L;
        byte @Nullable [] chainKey = null;
        @Nullable PublicKey signingKey = null;
        for (var tag = fields.next(); tag != 0; tag = fields.next()) {
            switch (tag) {
                case 1 << 3 -> keyId = Integer.toUnsignedLong(fields.number());
                case 2 << 3 -> iteration = Integer.toUnsignedLong(fields.number());
                case 3 << 3 | 2 -> chainKey = fields.bytes();
                case 4 << 3 | 2 -> signingKey = fields.publicKey();
                default -> fields.skip();
            }
        }
        if (keyId < 0 || iteration < 0 || chainKey == null || signingKey == null) {
            throw new SignalFailure.Malformed("a sender key without id, iteration, chain key or signing key");
        }
        if (chainKey.length != ChainKey.SIZE) {
            throw new SignalFailure.Malformed("a chain key of " + chainKey.length + " bytes");
        }
        return new SenderKeyDistribution((int) keyId, new ChainKey(chainKey, (int) iteration), signingKey);
    }

    public Octets toOctets() {
        var size = FieldWriter.numberSize(keyId)
                + FieldWriter.numberSize(chain.index())
                + FieldWriter.bytesSize(ChainKey.SIZE)
                + FieldWriter.keySize();
        return Octets.wrap(new FieldWriter(size, 0)
                .number(1, keyId)
                .number(2, chain.index())
                .bytes(3, chain.bytes())
                .key(4, signingKey)
                .done());
    }

    public int keyId() {
        return keyId;
    }

    public long iteration() {
        return Integer.toUnsignedLong(chain.index());
    }

    ChainKey chain() {
        return chain;
    }

    PublicKey signingKey() {
        return signingKey;
    }
}
