package io.wigwag.core.signal;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One ratchet with a peer's device. Immutable; a step gives a new one.
///
/// `extension` is what a newer version of us has stored beside it (a post-quantum key, some day): kept as it is.
record SessionState(
        Peer peer,
        RootKey root,
        SendingChain sending,
        List<ReceivingChain> receiving,
        Optional<PendingPreKey> pending,
        Octets extension) {
    static final int MOST_RECEIVING = 5;

    SessionState {
        receiving = List.copyOf(receiving);
    }

    /// A message's plaintext with the state after it.
    record Opened(Octets plaintext, SessionState state) {}

    boolean knows(PublicKey ratchetKey) {
        return receiving.stream().anyMatch(chain -> chain.ratchetKey().equals(ratchetKey));
    }

    boolean startedWith(PreKeyMessage first) {
        return peer.baseKey().equals(first.baseKey())
                && peer.identity().equals(first.sender().identity());
    }

    SessionState withSending(SendingChain next) {
        return new SessionState(peer, root, next, receiving, pending, extension);
    }

    /// Opens a message under a ratchet key that we know, or takes the ratchet a step forward. `ratchetKeys` is asked
    /// for our next ratchet key only once the message has proved authentic.
    Opened open(SignalMessage message, PublicKey own, Supplier<KeyPair> ratchetKeys) throws SignalFailure {
        for (var i = 0; i < receiving.size(); i++) {
            var chain = receiving.get(i);
            if (chain.ratchetKey().equals(message.ratchetKey())) {
                var taken = chain.take(message.counter());
                var plaintext = decrypt(message, taken.seed(), own);
                var chains = new ArrayList<>(receiving);
                chains.set(i, taken.rest());
                return new Opened(
                        plaintext, new SessionState(peer, root, sending, chains, Optional.empty(), extension));
            }
        }
        var received = root.next(sending.ratchet().privateKey(), message.ratchetKey());
        var taken =
                new ReceivingChain(message.ratchetKey(), received.chain(), SkippedKeys.NONE).take(message.counter());
        var plaintext = decrypt(message, taken.seed(), own);
        var ratchet = ratchetKeys.get();
        var sent = received.root().next(ratchet.privateKey(), message.ratchetKey());
        var chains = new ArrayList<ReceivingChain>(MOST_RECEIVING);
        chains.addAll(receiving.subList(Math.max(receiving.size() + 1 - MOST_RECEIVING, 0), receiving.size()));
        chains.add(taken.rest());
        var chain = new SendingChain(ratchet, sent.chain(), sending.lastCounter());
        return new Opened(plaintext, new SessionState(peer, sent.root(), chain, chains, Optional.empty(), extension));
    }

    private Octets decrypt(SignalMessage message, MessageSeed seed, PublicKey own) throws SignalFailure {
        var keys = new MessageKeys(seed);
        if (!message.isAuthentic(keys.macKey(), peer.identity(), own)) {
            throw new SignalFailure.BadMac("the code of message " + message.counter() + " is wrong");
        }
        return Octets.wrap(keys.decrypt(message.ciphertext()));
    }
}
