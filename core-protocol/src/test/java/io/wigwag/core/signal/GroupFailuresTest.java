package io.wigwag.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupFailuresTest {
    private final GroupCipher cipher = new GroupCipher(new SeededRandom(1));
    private SenderKeyRecord sender = cipher.begin();
    private SenderKeyRecord receiver = SenderKeyRecord.EMPTY;

    @BeforeEach
    void giveTheKey() throws Exception {
        receiver = cipher.accept(receiver, cipher.distribution(sender));
    }

    private Octets send(String text) throws Exception {
        var sent = cipher.encrypt(sender, Correspondent.text(text));
        sender = sent.record();
        return sent.encrypted().ciphertext();
    }

    private <F extends SignalFailure> F refusal(Class<F> kind, SenderKeyRecord record, Octets bytes) {
        var before = record.toOctets();
        var failure = catchThrowableOfType(kind, () -> cipher.decrypt(record, bytes));
        assertThat(failure).isNotNull();
        assertThat(record.toOctets()).isEqualTo(before);
        return failure;
    }

    @Test
    void aMessageWithoutItsKeyAsksForIt() throws Exception {
        var failure = refusal(SignalFailure.NoSenderKey.class, SenderKeyRecord.EMPTY, send("hi"));
        assertThat(failure.retryReason()).contains(RetryReason.NO_SESSION);
    }

    @Test
    void aForgedMessageIsRefusedBeforeAnythingIsComputedFromIt() throws Exception {
        var forger = SenderKeyRecord.ofOurs(
                cipher.distribution(sender).keyId(),
                Integer.MAX_VALUE,
                Octets.wrap(new byte[32]),
                OwnIdentity.generate(new SeededRandom(5)).keys());
        var forged = cipher.encrypt(forger, Correspondent.text("forged")).encrypted();

        refusal(SignalFailure.BadSignature.class, receiver, forged.ciphertext());
    }

    @Test
    void aJumpOfTwentyThousandIsFollowedAndOneMoreIsNot() throws Exception {
        var distribution = cipher.distribution(sender);
        for (var i = 0; i < SenderKeyState.FARTHEST; i++) {
            sender = new SenderKeyRecord(sender.states().stream()
                    .map(state -> state.with(state.chain().next(), state.skipped()))
                    .toList());
        }
        var edge = send("edge");
        var beyond = send("beyond");

        refusal(SignalFailure.TooFarAhead.class, receiver, beyond);
        var received = cipher.decrypt(receiver, edge);
        assertThat(Correspondent.text(received.plaintext())).isEqualTo("edge");
        assertThat(received.record().states().getFirst().skipped().size()).isEqualTo(SkippedKeys.MOST);

        // The key given again brings one back who fell behind that far.
        sender = cipher.encrypt(sender, Correspondent.text("lost")).record();
        var again = cipher.accept(receiver, cipher.distribution(sender));
        assertThat(Correspondent.text(cipher.decrypt(again, send("caught up")).plaintext()))
                .isEqualTo("caught up");
        assertThat(distribution.iteration()).isZero();
    }

    @Test
    void aKeyGivenTwiceKeepsWhatWasRead() throws Exception {
        var first = send("first");
        receiver = cipher.decrypt(receiver, first).record();
        receiver = cipher.accept(receiver, cipher.distribution(sender));
        assertThat(receiver.states()).hasSize(1);

        refusal(SignalFailure.DuplicateMessage.class, receiver, first);
    }

    @Test
    void ofASendersKeysTheNewestFiveAreKept() throws Exception {
        var first = sender;
        for (var renewal = 0; renewal < 5; renewal++) {
            sender = cipher.begin();
            receiver = cipher.accept(receiver, cipher.distribution(sender));
        }
        assertThat(receiver.states()).hasSize(5);
        refusal(
                SignalFailure.NoSenderKey.class,
                receiver,
                cipher.encrypt(first, Correspondent.text("too old")).encrypted().ciphertext());
    }

    @Test
    void cutAndNoisyBytesAreRefused() throws Exception {
        var message = send("hello");
        var distribution = cipher.distribution(sender).toOctets();
        for (var size = 0; size < message.size(); size++) {
            refusal(SignalFailure.class, receiver, message.slice(0, size));
        }
        for (var size = 0; size < distribution.size(); size++) {
            var cut = distribution.slice(0, size);
            assertThat(catchThrowableOfType(SignalFailure.class, () -> SenderKeyDistribution.parse(cut)))
                    .isNotNull();
        }
        var wrong = message.toArray();
        wrong[0] = 0x34;
        refusal(SignalFailure.InvalidVersion.class, receiver, Octets.wrap(wrong));
    }

    @Test
    void aReceiverCantSendWithAnothersKey() {
        assertThat(catchThrowableOfType(
                        SignalFailure.NoSenderKey.class,
                        () -> cipher.encrypt(receiver, Correspondent.text("as somebody else"))))
                .isNotNull();
    }

    @Test
    void recordsComeBackAndCutOnesAreMalformed() throws Exception {
        send("lost");
        receiver = cipher.decrypt(receiver, send("read")).record();
        for (var record : new SenderKeyRecord[] {sender, receiver}) {
            var bytes = record.toOctets();
            assertThat(SenderKeyRecord.parse(bytes)).isEqualTo(record);
            for (var size = 0; size < bytes.size(); size++) {
                var cut = bytes.slice(0, size);
                assertThat(catchThrowableOfType(MalformedRecord.class, () -> SenderKeyRecord.parse(cut)))
                        .isNotNull();
            }
        }
        // libsignal stores 117 and 83 bytes.
        assertThat(cipher.begin().toOctets().size()).isLessThanOrEqualTo(106);
        assertThat(cipher.accept(SenderKeyRecord.EMPTY, cipher.distribution(sender))
                        .toOctets()
                        .size())
                .isLessThanOrEqualTo(74);
    }
}
