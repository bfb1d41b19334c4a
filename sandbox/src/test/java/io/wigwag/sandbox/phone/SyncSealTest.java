package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.appstate.PushNameSetting;
import io.wigwag.proto.appstate.SyncActionData;
import io.wigwag.proto.appstate.SyncActionValue;
import io.wigwag.proto.appstate.SyncdMutation.SyncdOperation;
import io.wigwag.proto.e2e.AppStateSyncKeyFingerprint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Against values on which two independent implementations agree.
class SyncSealTest {
    private static final Octets KEY = Octets.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final byte[] IV =
            Octets.ofHex("000102030405060708090a0b0c0d0e0f").toArray();
    private static final String COLLECTION = "critical_block";
    private static final String INDEX = "[\"setting_pushName\"]";

    private final SyncSeal seal = new SyncSeal(new SyncKeys.SyncKey(
            Octets.ofHex("000000010002"), KEY, AppStateSyncKeyFingerprint.getDefaultInstance(), 0));

    private static SyncActionData name(String name, long at) {
        return SyncActionData.newBuilder()
                .setIndex(ByteString.copyFromUtf8(INDEX))
                .setValue(SyncActionValue.newBuilder()
                        .setTimestamp(at)
                        .setPushNameSetting(PushNameSetting.newBuilder().setName(name)))
                .setPadding(ByteString.EMPTY)
                .setVersion(1)
                .build();
    }

    @Test
    void valuesAndIndexesAreSealedAsOthersSealThem() {
        assertThat(seal.indexMac(INDEX.getBytes(StandardCharsets.UTF_8)).toHex())
                .isEqualTo("8e6dfa85eba186641a01783d338e4c6492c18099077c4b73e921ae8d1bb2b7ca");
        assertThat(seal.seal(SyncdOperation.SET, name("Alice", 1_700_000_000_000L), IV)
                        .toHex())
                .isEqualTo("000102030405060708090a0b0c0d0e0fde10125abc13772c1d5960f4e17202cd4769c28fd0ba2b86"
                        + "1a531efb265cb221fc61dd86b3da9715d0a8fc76a62948f5f5e5f90ba88274357e9d37213fcee6cd99ef878e"
                        + "067a860e8c748efa3307a01e");
    }

    @Test
    void patchesProveTheStateThatTheyLeadTo() {
        var hash = new LatticeHash();
        var alice = mac(SyncdOperation.SET, name("Alice", 1_700_000_000_000L));
        hash.add(alice);
        assertThat(Octets.wrap(Sha256.hash(hash.value().toArray())).toHex())
                .isEqualTo("99dbf773e30d837dc770cee2f382c26a77983dc8ec6a2964b61000837474ac5e");
        var first = seal.snapshotMac(hash, 1, COLLECTION);
        assertThat(first.toHex()).isEqualTo("154f42f551f706602ed08081a8c477a32e095540fb35a126e3409974906e65b0");
        assertThat(seal.patchMac(first, List.of(alice), 1, COLLECTION).toHex())
                .isEqualTo("25726c3e1da08de030081c7822700a9219ea9e134079cd8d46acf981eb7adc14");

        var bob = mac(SyncdOperation.SET, name("Bob", 1_700_000_001_000L));
        hash.subtract(alice);
        hash.add(bob);
        assertThat(seal.snapshotMac(hash, 2, COLLECTION).toHex())
                .isEqualTo("1dacfaac50e5a71fa10ebed95652a9a6d07bef1b1dd80ffee77a1cf15a5539d3");

        hash.subtract(bob);
        assertThat(hash.value()).isEqualTo(new LatticeHash().value());
        var gone = mac(SyncdOperation.REMOVE, name("Bob", 1_700_000_001_000L));
        var third = seal.snapshotMac(hash, 3, COLLECTION);
        assertThat(third.toHex()).isEqualTo("0c3d8c0a9459186461d798d1948f9be4dcaa0e455092457427c95baf4b36664b");
        assertThat(seal.patchMac(third, List.of(gone), 3, COLLECTION).toHex())
                .isEqualTo("87bcde8b69ba4e53e43720fc74e9c62a98ca80946a3a66f8729dc9e50c604824");
    }

    private Octets mac(SyncdOperation operation, SyncActionData data) {
        return SyncSeal.valueMac(seal.seal(operation, data, IV));
    }

    @Test
    void changedValuesAreRefused() throws Exception {
        var sealed = seal.seal(SyncdOperation.SET, name("Alice", 1), IV);
        assertThat(seal.open(SyncdOperation.SET, sealed)).isEqualTo(name("Alice", 1));

        var bytes = sealed.toArray();
        bytes[20] ^= 1;
        assertThatThrownBy(() -> seal.open(SyncdOperation.SET, Octets.wrap(bytes)))
                .isInstanceOf(UnreadableMessage.class);
        assertThatThrownBy(() -> seal.open(SyncdOperation.REMOVE, sealed)).isInstanceOf(UnreadableMessage.class);
        assertThatThrownBy(() -> seal.open(SyncdOperation.SET, Octets.EMPTY)).isInstanceOf(UnreadableMessage.class);
    }
}
