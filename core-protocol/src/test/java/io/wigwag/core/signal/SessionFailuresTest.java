package io.wigwag.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each way in which a message can be wrong has its own failure, and none changes the stored session.
class SessionFailuresTest {
    private final Correspondent alice = new Correspondent(new SeededRandom(1));
    private final Correspondent bob = new Correspondent(new SeededRandom(2));

    @BeforeEach
    void talk() throws Exception {
        alice.begin(bob.bundle(true));
        bob.receive(alice.send("hello"));
        alice.receive(bob.send("hello yourself"));
    }

    private <F extends SignalFailure> F refusal(Class<F> kind, EncType type, byte[] bytes) {
        var before = bob.session.toOctets();
        var failure = catchThrowableOfType(kind, () -> bob.receive(new Encrypted(type, Octets.copyOf(bytes))));
        assertThat(failure).isNotNull();
        assertThat(bob.session.toOctets()).isEqualTo(before);
        return failure;
    }

    @Test
    void aChangedMessageHasABadMac() throws Exception {
        var bytes = alice.send("pay ten").ciphertext().toArray();
        bytes[bytes.length - 12] ^= 1;

        assertThat(refusal(SignalFailure.BadMac.class, EncType.MSG, bytes).retryReason())
                .contains(RetryReason.BAD_MAC);
    }

    @Test
    void aMessageReadBeforeIsADuplicateForWhichNobodyAsksAgain() throws Exception {
        var message = alice.send("once");
        bob.receive(message);

        var failure = refusal(
                SignalFailure.DuplicateMessage.class,
                EncType.MSG,
                message.ciphertext().toArray());
        assertThat(failure.retryReason()).isEmpty();
    }

    @Test
    void twoThousandLostMessagesAreBorneAndOneMoreIsTooFarAhead() throws Exception {
        for (var lost = 0; lost < 2_000; lost++) {
            alice.send("lost");
        }
        var edge = alice.send("at the edge");
        var beyond = alice.send("beyond");
        refusal(
                SignalFailure.TooFarAhead.class,
                EncType.MSG,
                beyond.ciphertext().toArray());

        assertThat(bob.receive(edge)).isEqualTo("at the edge");
        assertThat(bob.receive(beyond)).isEqualTo("beyond");
    }

    @Test
    void ofManyOvertakenMessagesTheOldestGiveWay() throws Exception {
        var sent = new ArrayList<Encrypted>();
        for (var i = 0; i <= 2_002; i++) {
            sent.add(alice.send("number " + i));
        }
        bob.receive(sent.get(1_000));
        bob.receive(sent.get(2_002));

        // 2,000 of the 2,001 overtaken ones are kept.
        refusal(
                SignalFailure.DuplicateMessage.class,
                EncType.MSG,
                sent.get(0).ciphertext().toArray());
        assertThat(bob.receive(sent.get(1))).isEqualTo("number 1");
        assertThat(bob.receive(sent.get(2_001))).isEqualTo("number 2001");
    }

    @Test
    void otherVersionsAreRefused() throws Exception {
        for (var version : new int[] {0x00, 0x22, 0x23, 0x34, 0x44}) {
            var bytes = alice.send("hi").ciphertext().toArray();
            bytes[0] = (byte) version;
            refusal(SignalFailure.InvalidVersion.class, EncType.MSG, bytes);
            refusal(SignalFailure.InvalidVersion.class, EncType.PKMSG, bytes);
        }
    }

    @Test
    void aMessageCutAnywhereIsRefused() throws Exception {
        var carol = new Correspondent(new SeededRandom(3));
        carol.begin(bob.bundle(true));
        var first = carol.send("first").ciphertext();
        var next = alice.send("next").ciphertext();
        for (var size = 0; size < next.size(); size++) {
            refusal(SignalFailure.class, EncType.MSG, next.slice(0, size).toArray());
        }
        for (var size = 0; size < first.size(); size++) {
            refusal(SignalFailure.class, EncType.PKMSG, first.slice(0, size).toArray());
        }
    }

    @Test
    void noisyBytesEndInAFailureOfOursAndNothingElse() throws Exception {
        var random = new SeededRandom(77);
        var good = alice.send("good").ciphertext().toArray();
        for (var round = 0; round < 2_000; round++) {
            var bytes = random.nextBoolean() ? good.clone() : new byte[random.nextInt(120)];
            if (bytes.length != good.length) {
                random.nextBytes(bytes);
            }
            if (bytes.length > 1) {
                bytes[0] = 0x33;
                bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
                bytes[1 + random.nextInt(bytes.length - 1)] ^= (byte) (1 + random.nextInt(255));
            }
            var type = random.nextBoolean() ? EncType.MSG : EncType.PKMSG;
            try {
                bob.receive(new Encrypted(type, Octets.wrap(bytes)));
                assertThat(type).isEqualTo(EncType.MSG);
                assertThat(bytes).isEqualTo(good);
            } catch (SignalFailure expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void unknownPreKeysAreNamed() throws Exception {
        var carol = new Correspondent(new SeededRandom(3));
        carol.begin(bob.bundle(true));
        var first = carol.send("first").ciphertext().toArray();
        bob.preKeys.clear();

        var oneTime = refusal(SignalFailure.UnknownPreKey.class, EncType.PKMSG, first);
        assertThat(oneTime.signed()).isFalse();
        assertThat(oneTime.id()).isEqualTo(2);
        assertThat(oneTime.retryReason()).contains(RetryReason.INVALID_KEY_ID);

        var message = PreKeyMessage.parse(first);
        var none = new SessionCipher.NamedPreKeys(Optional.empty(), Optional.empty());
        var signed = catchThrowableOfType(
                SignalFailure.UnknownPreKey.class, () -> bob.cipher.decryptFirst(bob.session, message, none));
        assertThat(signed.signed()).isTrue();
        assertThat(signed.id()).isEqualTo(bob.signed.id());
    }

    @Test
    void withoutASessionNothingIsReadOrWritten() throws Exception {
        var message = alice.send("hi");
        bob.session = SessionRecord.EMPTY;

        refusal(SignalFailure.NoSession.class, EncType.MSG, message.ciphertext().toArray());
        assertThat(catchThrowableOfType(SignalFailure.NoSession.class, () -> bob.send("hi")))
                .isNotNull();
    }

    @Test
    void aBundleWhoseSignatureIsWrongBeginsNothing() throws Exception {
        var good = bob.bundle(true);
        var signature = good.signedPreKey().signature().toArray();
        signature[5] ^= 4;
        var bad = new PreKeyBundle(
                good.identity(),
                good.registrationId(),
                new PreKeyBundle.SignedKey(7, good.signedPreKey().key(), Octets.wrap(signature)),
                good.preKey());
        var before = alice.session;

        assertThat(catchThrowableOfType(SignalFailure.BadKey.class, () -> alice.begin(bad)))
                .isNotNull();
        assertThat(alice.session).isSameAs(before);
    }

    @Test
    void theSessionsOfManyStartsAreBounded() throws Exception {
        var first = alice.session;
        for (var start = 0; start < 60; start++) {
            alice.begin(bob.bundle(false));
        }
        assertThat(alice.session.archived()).hasSize(SessionRecord.MOST_ARCHIVED);
        assertThat(first.archived()).isEmpty();
    }

    @Test
    void aResetSessionStillReadsWhatWasOnItsWayAndComesBackWithIt() throws Exception {
        var late = alice.send("late");
        bob.session = bob.session.reset();
        assertThat(bob.session.isOpen()).isFalse();

        assertThat(bob.receive(late)).isEqualTo("late");
        assertThat(bob.session.isOpen()).isTrue();
        assertThat(alice.receive(bob.send("still there"))).isEqualTo("still there");
    }

    @Test
    void aRefusedMessageAsksForNoNewRatchetKey() throws Exception {
        alice.receive(bob.send("a new chain of alice's begins"));
        var bytes = alice.send("changed").ciphertext().toArray();
        bytes[bytes.length - 1] ^= 1;
        var cipher = new SessionCipher(bob.identity, () -> {
            throw new AssertionError("a key was drawn for a message that proves nothing");
        });
        assertThat(catchThrowableOfType(
                        SignalFailure.BadMac.class, () -> cipher.decrypt(bob.session, Octets.wrap(bytes))))
                .isNotNull();
    }

    @Test
    void identitiesMayChangeUnlessThePolicySaysOtherwise() throws Exception {
        var before = KeyPair.generate(new SeededRandom(8)).publicKey();
        var now = KeyPair.generate(new SeededRandom(9)).publicKey();

        SessionCipher.check(IdentityPolicy.TRUST_CHANGES, Optional.of(before), now);
        SessionCipher.check(IdentityPolicy.REFUSE_CHANGES, Optional.of(before), before);
        SessionCipher.check(IdentityPolicy.REFUSE_CHANGES, Optional.empty(), now);
        assertThat(catchThrowableOfType(
                        SignalFailure.UntrustedIdentity.class,
                        () -> SessionCipher.check(IdentityPolicy.REFUSE_CHANGES, Optional.of(before), now)))
                .isNotNull();
    }
}
