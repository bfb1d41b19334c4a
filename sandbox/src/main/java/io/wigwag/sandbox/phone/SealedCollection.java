package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.AesCbc;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.appstate.KeyId;
import io.wigwag.proto.appstate.SyncActionData;
import io.wigwag.proto.appstate.SyncdIndex;
import io.wigwag.proto.appstate.SyncdMutation;
import io.wigwag.proto.appstate.SyncdMutation.SyncdOperation;
import io.wigwag.proto.appstate.SyncdPatch;
import io.wigwag.proto.appstate.SyncdRecord;
import io.wigwag.proto.appstate.SyncdValue;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A collection of the app state as its patches make it, opened with the account's keys.
final class SealedCollection {
    private record Entry(Octets valueMac, SyncActionData data) {}

    private final String name;
    private final Function<Octets, Optional<SyncSeal>> seals;
    private final LatticeHash hash = new LatticeHash();
    private final Map<Octets, Entry> entries = new LinkedHashMap<>();
    private long version;

    /// @param seals the seal of a key by the key's id
    SealedCollection(String name, Function<Octets, Optional<SyncSeal>> seals) {
        this.name = name;
        this.seals = seals;
    }

    /// A change that the persona makes.
    record Change(SyncdOperation operation, SyncActionData data) {}

    /// Takes the next patch; answers with what it does.
    List<Change> apply(Octets bytes) throws UnreadableMessage {
        try {
            var patch = SyncdPatch.parseFrom(bytes.asBuffer());
            var changes = new ArrayList<Change>();
            for (var mutation : patch.getMutationsList()) {
                var record = mutation.getRecord();
                var keyId = Octets.wrap(record.getKeyId().getId().toByteArray());
                var seal = seals.apply(keyId)
                        .orElseThrow(() -> new UnreadableMessage("a value under an unknown key " + keyId.toHex()));
                var sealed = Octets.wrap(record.getValue().getBlob().toByteArray());
                var data = seal.open(mutation.getOperation(), sealed);
                put(
                        mutation.getOperation(),
                        Octets.wrap(record.getIndex().getBlob().toByteArray()),
                        new Entry(SyncSeal.valueMac(sealed), data));
                changes.add(new Change(mutation.getOperation(), data));
            }
            version++;
            return changes;
        } catch (InvalidProtocolBufferException malformed) {
            throw new UnreadableMessage("not a patch: " + malformed.getMessage());
        }
    }

    private void put(SyncdOperation operation, Octets indexMac, Entry entry) {
        var before = operation == SyncdOperation.SET ? entries.put(indexMac, entry) : entries.remove(indexMac);
        if (before != null) {
            hash.subtract(before.valueMac());
        }
        if (operation == SyncdOperation.SET) {
            hash.add(entry.valueMac());
        }
    }

    /// The patch that makes these changes; they count from then on.
    SyncdPatch write(List<Change> changes, SyncSeal seal, SecureRandom random) {
        var patch = SyncdPatch.newBuilder();
        var keyId = KeyId.newBuilder().setId(bytes(seal.keyId()));
        var valueMacs = new ArrayList<Octets>();
        for (var change : changes) {
            var iv = new byte[AesCbc.IV];
            random.nextBytes(iv);
            var indexMac = seal.indexMac(change.data().getIndex().toByteArray());
            var sealed = seal.seal(change.operation(), change.data(), iv);
            valueMacs.add(SyncSeal.valueMac(sealed));
            put(change.operation(), indexMac, new Entry(SyncSeal.valueMac(sealed), change.data()));
            patch.addMutations(SyncdMutation.newBuilder()
                    .setOperation(change.operation())
                    .setRecord(SyncdRecord.newBuilder()
                            .setIndex(SyncdIndex.newBuilder().setBlob(bytes(indexMac)))
                            .setValue(SyncdValue.newBuilder().setBlob(bytes(sealed)))
                            .setKeyId(keyId)));
        }
        version++;
        var snapshotMac = seal.snapshotMac(hash, version, name);
        return patch.setSnapshotMac(bytes(snapshotMac))
                .setPatchMac(bytes(seal.patchMac(snapshotMac, valueMacs, version, name)))
                .setKeyId(keyId)
                .build();
    }

    List<SyncActionData> entries() {
        return entries.values().stream().map(Entry::data).toList();
    }

    private static ByteString bytes(Octets octets) {
        return ByteString.copyFrom(octets.asBuffer());
    }
}
