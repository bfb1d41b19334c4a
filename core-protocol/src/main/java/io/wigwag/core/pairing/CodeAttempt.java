package io.wigwag.core.pairing;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.stanza.Notification.FreshCodeWanted;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One code on its way from being shown to being typed: which of the phone's answers count, and how often. Owned by
/// the device's thread; does no I/O.
///
/// ```
/// asked, no ref yet -- the server's answer --> shown -- the phone's hello --> Finish (at most three times)
///                                                   -- hello for another ref --> Ignored
///                                                   -- a fourth hello, or after 180 s --> Failed
/// ```
///
/// A phone that repeats its hello has lost our answer and gets another, with another secret; the last one counts.
public final class CodeAttempt {
    /// Counted from the making of the code, not from the server's answer.
    public static final Duration LIFE = Duration.ofMinutes(3);

    private static final int MOST_HELLOS = 3;

    private final Jid account;
    private final CompanionPairing pairing;
    private final Instant expires;
    private Optional<Octets> ref = Optional.empty();
    private int hellos;

    private CodeAttempt(Jid account, CompanionPairing pairing, Instant expires) {
        this.account = account;
        this.pairing = pairing;
        this.expires = expires;
    }

    /// What one of the phone's hellos means.
    public sealed interface Outcome {
        /// It is for another code.
        record Ignored() implements Outcome {}

        /// The answer; its secret is to be stored before it is sent.
        record Finish(Octets ref, CompanionPairing.Finished answer) implements Outcome {}

        /// This attempt has come to nothing; whoever wants to go on needs another code.
        record Failed(Why why) implements Outcome {}
    }

    /// Why an attempt has come to nothing.
    public enum Why {
        EXPIRED,
        /// The phone never heard our answer, or does not understand it.
        TOO_MANY_TRIES,
        /// The phone sent what is no hello.
        MALFORMED
    }

    /// Takes a while: a key is made from the code.
    ///
    /// @param phone the account's number
    public static CodeAttempt begin(Jid phone, PairingCode code, Instant now, SecureRandom random) {
        return new CodeAttempt(phone.bare(), CompanionPairing.begin(code, random), now.plus(LIFE));
    }

    public Jid account() {
        return account;
    }

    /// What is shown.
    public PairingCode code() {
        return pairing.code();
    }

    public Instant expires() {
        return expires;
    }

    /// The stanza that has the phone told; its answer names us.
    public Node hello(String id, CompanionCard card) {
        return CodePairingStanzas.companionHello(id, account, pairing, card);
    }

    /// The server's name for this attempt.
    public void named(Octets name) {
        ref = Optional.of(name);
    }

    /// What to do about the phone's hello, which was acked before, whatever becomes of it. Takes a while.
    public Outcome heard(CodePairingStanzas.FromPhone phone, KeyPair identity, Instant now, SecureRandom random) {
        if (!isNamed(phone.ref())) {
            return new Outcome.Ignored();
        }
        if (!now.isBefore(expires)) {
            return new Outcome.Failed(Why.EXPIRED);
        }
        if (hellos == MOST_HELLOS) {
            return new Outcome.Failed(Why.TOO_MANY_TRIES);
        }
        hellos++;
        try {
            return new Outcome.Finish(phone.ref(), pairing.finish(phone.hello(), identity, random));
        } catch (CodePairingFailure malformed) {
            return new Outcome.Failed(Why.MALFORMED);
        }
    }

    /// Whether the wish for another code is about this one.
    public boolean isMeantBy(FreshCodeWanted wish) {
        return isNamed(wish.ref());
    }

    private boolean isNamed(Octets other) {
        return ref.filter(other::equals).isPresent();
    }

    @Override
    public String toString() {
        return "CodeAttempt[until " + expires + ", hellos " + hellos + "]";
    }
}
