package io.wigwag.core.signal;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The sender keys of one sender in one group, newest first: messages of an older key may still be on their way.
///
/// Keep the object in memory where a group is lively: its signing keys remember what makes checking fast.
///
/// ```
/// version 1 | count | each: 1 when ours, key id, iteration, chain key 32, signing key 32, [its private half 32],
///                           count of skipped (number 4, seed 32)
/// ```
public final class SenderKeyRecord {
    public static final SenderKeyRecord EMPTY = new SenderKeyRecord(List.of());
    static final int MOST_STATES = 5;
    private static final int VERSION = 1;
    private static final int STATE_SIZE = 74;

    private final List<SenderKeyState> states;

    SenderKeyRecord(List<SenderKeyState> states) {
        this.states = List.copyOf(states);
    }

    /// A key of ours at a point of its chain.
    public static SenderKeyRecord ofOurs(int keyId, int iteration, Octets chainKey, KeyPair signer) {
        var chain = new ChainKey(chainKey.toArray(), iteration);
        return new SenderKeyRecord(List.of(new SenderKeyState(
                keyId, chain, signer.publicKey(), Optional.of(signer.privateKey()), SkippedKeys.NONE)));
    }

    public static SenderKeyRecord parse(Octets bytes) throws MalformedRecord {
        var reader = RecordReader.of(bytes, VERSION);
        var count = reader.count(MOST_STATES, STATE_SIZE - 6);
        var states = new ArrayList<SenderKeyState>(count);
        for (var i = 0; i < count; i++) {
            var ours = reader.octet();
            if (ours > 1) {
                throw new MalformedRecord("a sender key neither ours nor another's");
            }
            var keyId = reader.number();
            var iteration = reader.number();
            var chain = new ChainKey(reader.fixed(ChainKey.SIZE), iteration);
            var signingKey = reader.publicKey();
            Optional<PrivateKey> signer = ours == 1 ? Optional.of(reader.privateKey()) : Optional.empty();
            states.add(new SenderKeyState(keyId, chain, signingKey, signer, reader.skipped()));
        }
        reader.end();
        return new SenderKeyRecord(states);
    }

    public Octets toOctets() {
        var size = 2;
        for (var state : states) {
            size += STATE_SIZE + PrivateKey.SIZE + state.skipped().packed().length;
        }
        var writer = new RecordWriter(size).octet(VERSION).octet(states.size());
        for (var state : states) {
            writer.octet(state.signer().isPresent() ? 1 : 0)
                    .number(state.keyId())
                    .number(state.chain().index())
                    .fixed(state.chain().bytes())
                    .key(state.signingKey());
            state.signer().ifPresent(signer -> writer.fixed(signer.raw()));
            writer.skipped(state.skipped());
        }
        return writer.done();
    }

    public boolean isEmpty() {
        return states.isEmpty();
    }

    List<SenderKeyState> states() {
        return states;
    }

    /// The key that we send with; empty when none is ours.
    Optional<SenderKeyState> own() {
        return states.stream().filter(state -> state.signer().isPresent()).findFirst();
    }

    SenderKeyRecord with(SenderKeyState state) {
        var all = new ArrayList<SenderKeyState>(states.size() + 1);
        all.add(state);
        all.addAll(states.subList(0, Math.min(states.size(), MOST_STATES - 1)));
        return new SenderKeyRecord(all);
    }

    /// This record with the keys of an older one behind its own.
    SenderKeyRecord before(SenderKeyRecord older) {
        var all = new ArrayList<>(states);
        all.addAll(older.states);
        return new SenderKeyRecord(all.subList(0, Math.min(all.size(), MOST_STATES)));
    }

    SenderKeyRecord replacing(SenderKeyState old, SenderKeyState next) {
        return new SenderKeyRecord(
                states.stream().map(state -> state.equals(old) ? next : state).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SenderKeyRecord that && toOctets().equals(that.toOctets());
    }

    @Override
    public int hashCode() {
        return toOctets().hashCode();
    }

    @Override
    public String toString() {
        return "SenderKeyRecord[" + states.size() + " keys]";
    }
}
