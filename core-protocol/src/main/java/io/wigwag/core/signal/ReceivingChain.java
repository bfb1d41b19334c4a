package io.wigwag.core.signal;

import io.wigwag.core.crypto.PublicKey;

/// What we receive with under one ratchet key of the peer.
record ReceivingChain(PublicKey ratchetKey, ChainKey key, SkippedKeys skipped) {
    /// As many as the peers that we know allow; who loses more has lost the session.
    static final int FARTHEST = 2_000;

    /// The seed of a message's keys, and the chain without it.
    record Taken(MessageSeed seed, ReceivingChain rest) {}

    Taken take(long counter) throws SignalFailure {
        var next = Integer.toUnsignedLong(key.index());
        if (counter < next) {
            var seed = skipped.find((int) counter);
            if (seed.isEmpty()) {
                throw new SignalFailure.DuplicateMessage(counter);
            }
            return new Taken(seed.get(), new ReceivingChain(ratchetKey, key, skipped.without((int) counter)));
        }
        if (counter - next > FARTHEST) {
            throw new SignalFailure.TooFarAhead(counter, next);
        }
        var current = key;
        var appended = skipped.appending((int) (counter - next));
        while (current.index() != (int) counter) {
            appended.pass(current);
            current = current.next();
        }
        return new Taken(current.messageSeed(), new ReceivingChain(ratchetKey, current.next(), appended.done()));
    }
}
