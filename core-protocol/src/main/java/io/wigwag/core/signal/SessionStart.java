package io.wigwag.core.signal;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// X3DH, both sides: three or four agreements become the first root key and chain.
final class SessionStart {
    private SessionStart() {}

    /// We begin, with the bundle of somebody who need not be there.
    static SessionState outgoing(OwnIdentity own, PreKeyBundle theirs, Supplier<KeyPair> keys)
            throws SignalFailure.BadKey {
        if (!theirs.isGenuine()) {
            throw new SignalFailure.BadKey("the signed pre-key was not signed by the identity key");
        }
        var base = keys.get();
        var ratchet = keys.get();
        var signed = theirs.signedPreKey();
        var agreements = new Agreements()
                .add(own.keys().privateKey(), signed.key())
                .add(base.privateKey(), theirs.identity())
                .add(base.privateKey(), signed.key());
        if (theirs.preKey().isPresent()) {
            agreements.add(base.privateKey(), theirs.preKey().get().key());
        }
        var first = RootKey.first(agreements.joined());
        var sent = first.root().next(ratchet.privateKey(), signed.key());
        return new SessionState(
                new Peer(theirs.identity(), theirs.registrationId(), base.publicKey()),
                sent.root(),
                new SendingChain(ratchet, sent.chain(), 0),
                List.of(new ReceivingChain(signed.key(), first.chain(), SkippedKeys.NONE)),
                Optional.of(new PendingPreKey(
                        theirs.preKey().map(PreKeyBundle.Numbered::id).orElse(0), signed.id())),
                Octets.EMPTY);
    }

    /// They began, with our pre-keys. Our signed pre-key serves as our first ratchet key.
    static SessionState incoming(OwnIdentity own, PreKeyMessage first, KeyPair signed, Optional<KeyPair> oneTime)
            throws SignalFailure.BadKey {
        var identity = first.sender().identity();
        var base = first.baseKey();
        var agreements = new Agreements()
                .add(signed.privateKey(), identity)
                .add(own.keys().privateKey(), base)
                .add(signed.privateKey(), base);
        if (oneTime.isPresent()) {
            agreements.add(oneTime.get().privateKey(), base);
        }
        var begun = RootKey.first(agreements.joined());
        return new SessionState(
                new Peer(identity, first.sender().registrationId(), base),
                begun.root(),
                new SendingChain(signed, begun.chain(), 0),
                List.of(),
                Optional.empty(),
                Octets.EMPTY);
    }

    /// Shared secrets one after the other, behind 32 bytes that are no secret of any curve.
    private static final class Agreements {
        private static final int SIZE = 32;
        private static final int MOST = 5;

        private final byte[] bytes = new byte[MOST * SIZE];
        private int at = SIZE;

        private Agreements() {
            Arrays.fill(bytes, 0, SIZE, (byte) 0xff);
        }

        Agreements add(PrivateKey own, PublicKey theirs) throws SignalFailure.BadKey {
            System.arraycopy(RootKey.agree(own, theirs), 0, bytes, at, SIZE);
            at += SIZE;
            return this;
        }

        byte[] joined() {
            return Arrays.copyOf(bytes, at);
        }
    }
}
