package io.wigwag.core.signal;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Encrypts and decrypts for one device of ours. Holds its identity and nothing that changes: every method takes the
/// record and gives the next one, which has to be stored before the ciphertext leaves or the message is confirmed.
/// Threads may share it.
public final class SessionCipher {
    private final OwnIdentity own;
    private final Supplier<KeyPair> keys;

    /// `keys` makes base and ratchet keys, in the order of their use.
    public SessionCipher(OwnIdentity own, Supplier<KeyPair> keys) {
        this.own = own;
        this.keys = keys;
    }

    /// A message ready to go, and the session after it.
    public record Sent(Encrypted encrypted, SessionRecord session) {}

    /// A message read, and the session after it.
    public record Received(Octets plaintext, SessionRecord session) {}

    /// A first message read. `usedPreKey` must not serve another session.
    public record ReceivedFirst(Octets plaintext, SessionRecord session, OptionalInt usedPreKey) {}

    /// Those of our pre-keys that a first message names, as far as we have them.
    public record NamedPreKeys(Optional<KeyPair> signed, Optional<KeyPair> oneTime) {}

    /// Begins a session with the owner of a bundle; what there was before is archived.
    ///
    /// @throws SignalFailure.BadKey when the bundle is not genuine
    public SessionRecord begin(SessionRecord session, PreKeyBundle theirs) throws SignalFailure.BadKey {
        return session.begun(SessionStart.outgoing(own, theirs, keys));
    }

    /// Encrypts with the current state; while the peer has not answered, as a first message.
    ///
    /// @throws SignalFailure.NoSession when a bundle must be fetched first
    public Sent encrypt(SessionRecord session, Octets plaintext) throws SignalFailure.NoSession {
        var current = session.current();
        if (current.isEmpty()) {
            throw new SignalFailure.NoSession("no session to encrypt with");
        }
        var state = current.get();
        var chain = state.sending();
        var messageKeys = new MessageKeys(chain.key().messageSeed());
        var ciphertext = messageKeys.encrypt(plaintext.toArray());
        var message = SignalMessage.write(
                chain,
                ciphertext,
                messageKeys.macKey(),
                own.publicKey(),
                state.peer().identity());
        var next = session.withCurrent(state.withSending(chain.advanced()));
        var pending = state.pending();
        return pending.isEmpty()
                ? new Sent(new Encrypted(EncType.MSG, Octets.wrap(message)), next)
                : new Sent(
                        new Encrypted(
                                EncType.PKMSG, Octets.wrap(PreKeyMessage.write(state, pending.get(), own, message))),
                        next);
    }

    public Received decrypt(SessionRecord session, Octets message) throws SignalFailure {
        return open(session, SignalMessage.parse(message.toArray()));
    }

    /// Reads a first message: with the session that it began before, if we have that one, else with a new one.
    public ReceivedFirst decryptFirst(SessionRecord session, PreKeyMessage message, NamedPreKeys preKeys)
            throws SignalFailure {
        if (began(session, message)) {
            var received = open(session, message.message());
            return new ReceivedFirst(received.plaintext(), received.session(), OptionalInt.empty());
        }
        if (preKeys.signed().isEmpty()) {
            throw new SignalFailure.UnknownPreKey(message.signedPreKeyId(), true);
        }
        if (message.preKeyId().isPresent() && preKeys.oneTime().isEmpty()) {
            throw new SignalFailure.UnknownPreKey(message.preKeyId().getAsInt(), false);
        }
        var oneTime = message.preKeyId().isPresent() ? preKeys.oneTime() : Optional.<KeyPair>empty();
        var begun = SessionStart.incoming(own, message, preKeys.signed().get(), oneTime);
        var opened = begun.open(message.message(), own.publicKey(), keys);
        return new ReceivedFirst(opened.plaintext(), session.begun(opened.state()), message.preKeyId());
    }

    /// Refuses another identity than the one that is known, when the policy says so.
    public static void check(IdentityPolicy policy, Optional<PublicKey> known, PublicKey now)
            throws SignalFailure.UntrustedIdentity {
        if (policy == IdentityPolicy.REFUSE_CHANGES
                && known.isPresent()
                && !known.get().equals(now)) {
            throw new SignalFailure.UntrustedIdentity();
        }
    }

    private static boolean began(SessionRecord session, PreKeyMessage message) throws SignalFailure {
        if (session.current().filter(state -> state.startedWith(message)).isPresent()) {
            return true;
        }
        for (var archived : session.archived()) {
            if (read(archived).startedWith(message)) {
                return true;
            }
        }
        return false;
    }

    /// Ratchet keys are random, so the state that knows the message's one is the only one that can read it. A new one
    /// may belong to any state: newest first.
    private Received open(SessionRecord session, SignalMessage message) throws SignalFailure {
        var current = session.current();
        if (current.isPresent()
                && (session.archived().isEmpty() || current.get().knows(message.ratchetKey()))) {
            return received(session, current.get().open(message, own.publicKey(), keys));
        }
        for (var i = 0; i < session.archived().size(); i++) {
            var state = read(session.archived().get(i));
            if (state.knows(message.ratchetKey())) {
                return promoted(session, i, state.open(message, own.publicKey(), keys));
            }
        }
        return openNewRatchet(session, message);
    }

    private Received openNewRatchet(SessionRecord session, SignalMessage message) throws SignalFailure {
        Optional<SignalFailure> failure = Optional.empty();
        if (session.current().isPresent()) {
            try {
                return received(session, session.current().get().open(message, own.publicKey(), keys));
            } catch (SignalFailure.BadMac | SignalFailure.TooFarAhead notThis) {
                // Told below, unless an archived state can read the message.
                failure = Optional.of(notThis);
            }
        }
        for (var i = 0; i < session.archived().size(); i++) {
            try {
                return promoted(session, i, read(session.archived().get(i)).open(message, own.publicKey(), keys));
            } catch (SignalFailure.BadMac | SignalFailure.TooFarAhead notThis) {
                failure = failure.or(() -> Optional.of(notThis));
            }
        }
        throw failure.orElseGet(() -> new SignalFailure.NoSession("no session to decrypt with"));
    }

    private static Received received(SessionRecord session, SessionState.Opened opened) {
        return new Received(opened.plaintext(), session.withCurrent(opened.state()));
    }

    private static Received promoted(SessionRecord session, int index, SessionState.Opened opened) {
        return new Received(opened.plaintext(), session.promoted(index, opened.state()));
    }

    /// The record's frame was read when it was loaded; that a state inside is broken shows only here.
    private static SessionState read(Octets archived) throws SignalFailure {
        try {
            return SessionStateFormat.read(archived);
        } catch (MalformedRecord malformed) {
            throw new SignalFailure.NoSession("an archived session is unreadable: " + malformed.getMessage());
        }
    }
}
