package io.wigwag.core.pairing;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.pairing.ADVKeyIndexList;
import io.wigwag.proto.pairing.ADVSignedKeyIndexList;
import java.util.Set;

/// The account's list of its linked devices, by key index: what decides whether a device that the server names is
/// still one of the account's.
public final class KeyIndexList {
    private final ADVSignedKeyIndexList signed;
    private final ADVKeyIndexList list;

    private KeyIndexList(ADVSignedKeyIndexList signed, ADVKeyIndexList list) {
        this.signed = signed;
        this.list = list;
    }

    public static KeyIndexList parse(Octets bytes) throws AdvFailure {
        try {
            var signed = ADVSignedKeyIndexList.parseFrom(bytes.asBuffer());
            var list = ADVKeyIndexList.parseFrom(signed.getDetails());
            if (!list.hasRawId() || !list.hasTimestamp()) {
                throw new AdvFailure("a key index list without raw id or timestamp");
            }
            return new KeyIndexList(signed, list);
        } catch (InvalidProtocolBufferException malformed) {
            throw new AdvFailure("not a key index list: " + malformed.getMessage());
        }
    }

    public boolean isSignedBy(PublicKey account) {
        var message = AdvPrefix.KEY_INDEX_LIST.before(signed.getDetails().toByteArray());
        return Curve.verify(account, message, signed.getAccountSignature().toByteArray());
    }

    public int rawId() {
        return list.getRawId();
    }

    public long timestamp() {
        return list.getTimestamp();
    }

    public Set<Integer> validIndexes() {
        return Set.copyOf(list.getValidIndexesList());
    }

    /// Whether the device with this index is linked: it is listed, or was linked after the list was made.
    public boolean accepts(int keyIndex) {
        return Integer.compareUnsigned(keyIndex, list.getCurrentIndex()) > 0
                || list.getValidIndexesList().contains(keyIndex);
    }
}
