package io.wigwag.core.signal;

import io.wigwag.core.octets.Octets;
import java.util.ArrayList;
import java.util.Optional;

/// The stored form of a [SessionState].
///
/// ```
/// flags (1: pending pre-key follows, 2: extension follows)
/// peer: identity 32, registration id, base key 32 | root key 32
/// sending: ratchet public 32, private 32, chain key 32, counter, previous counter
/// count of receiving chains, each: ratchet key 32, chain key 32, counter, count of skipped (number 4, seed 32)
/// [pending: one-time pre-key id, signed pre-key id] [extension: size, bytes]
/// ```
final class SessionStateFormat {
    private static final int PENDING = 1;
    private static final int EXTENDED = 2;
    private static final int USUAL_SIZE = 300;
    private static final int RECEIVING_SIZE = 66;

    private SessionStateFormat() {}

    static Octets write(SessionState state) {
        var skipped = 0;
        for (var chain : state.receiving()) {
            skipped += RECEIVING_SIZE + 8 + chain.skipped().packed().length;
        }
        var pending = state.pending();
        var extended = !state.extension().isEmpty();
        var sending = state.sending();
        var writer = new RecordWriter(USUAL_SIZE + skipped)
                .octet((pending.isPresent() ? PENDING : 0) | (extended ? EXTENDED : 0))
                .key(state.peer().identity())
                .number(state.peer().registrationId())
                .key(state.peer().baseKey())
                .fixed(state.root().bytes())
                .key(sending.ratchet().publicKey())
                .fixed(sending.ratchet().privateKey().raw())
                .fixed(sending.key().bytes())
                .number(sending.key().index())
                .number(sending.previousCounter())
                .octet(state.receiving().size());
        for (var chain : state.receiving()) {
            writer.key(chain.ratchetKey())
                    .fixed(chain.key().bytes())
                    .number(chain.key().index())
                    .skipped(chain.skipped());
        }
        pending.ifPresent(ids -> writer.number(ids.preKeyId()).number(ids.signedPreKeyId()));
        return (extended ? writer.sized(state.extension()) : writer).done();
    }

    static SessionState read(Octets bytes) throws MalformedRecord {
        var reader = new RecordReader(bytes);
        var flags = reader.octet();
        if ((flags & ~(PENDING | EXTENDED)) != 0) {
            throw new MalformedRecord("a session state with flags " + flags);
        }
        var identity = reader.publicKey();
        var registrationId = reader.number();
        var peer = new Peer(identity, registrationId, reader.publicKey());
        var root = new RootKey(reader.fixed(RootKey.SIZE));
        var ratchet = reader.keyPair();
        var chainKey = reader.fixed(ChainKey.SIZE);
        var sending = new SendingChain(ratchet, new ChainKey(chainKey, reader.number()), reader.number());
        var count = reader.count(SessionState.MOST_RECEIVING, RECEIVING_SIZE);
        var receiving = new ArrayList<ReceivingChain>(count);
        for (var i = 0; i < count; i++) {
            var ratchetKey = reader.publicKey();
            var key = reader.fixed(ChainKey.SIZE);
            receiving.add(new ReceivingChain(ratchetKey, new ChainKey(key, reader.number()), reader.skipped()));
        }
        Optional<PendingPreKey> pending = (flags & PENDING) == 0
                ? Optional.empty()
                : Optional.of(new PendingPreKey(reader.number(), reader.number()));
        var extension = (flags & EXTENDED) == 0 ? Octets.EMPTY : reader.sized();
        reader.end();
        return new SessionState(peer, root, sending, receiving, pending, extension);
    }
}
