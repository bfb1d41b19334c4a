package io.wigwag.core.signal;

import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import java.util.Optional;

/// One sender key: ours when the private half is there, else somebody's.
record SenderKeyState(
        int keyId, ChainKey chain, PublicKey signingKey, Optional<PrivateKey> signer, SkippedKeys skipped) {
    /// The newest clients go that far; a forged jump costs nothing because the signature is checked first.
    static final int FARTHEST = 20_000;

    /// The seed of a message's keys, and the state without it.
    record Taken(MessageSeed seed, SenderKeyState rest) {}

    Taken take(long iteration) throws SignalFailure {
        var next = Integer.toUnsignedLong(chain.index());
        if (iteration < next) {
            var seed = skipped.find((int) iteration);
            if (seed.isEmpty()) {
                throw new SignalFailure.DuplicateMessage(iteration);
            }
            return new Taken(seed.get(), with(chain, skipped.without((int) iteration)));
        }
        if (iteration - next > FARTHEST) {
            throw new SignalFailure.TooFarAhead(iteration, next);
        }
        var current = chain;
        var appended = skipped.appending((int) (iteration - next));
        while (current.index() != (int) iteration) {
            appended.pass(current);
            current = current.next();
        }
        return new Taken(current.messageSeed(), with(current.next(), appended.done()));
    }

    SenderKeyState with(ChainKey nextChain, SkippedKeys nextSkipped) {
        return new SenderKeyState(keyId, nextChain, signingKey, signer, nextSkipped);
    }
}
