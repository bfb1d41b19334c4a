package io.wigwag.core.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodePairingFailure.Reason;
import io.wigwag.core.testing.SeededRandom;
import java.security.SecureRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePairingTest {
    private final SecureRandom random = new SeededRandom(20_231);
    private final PairingCode code = PairingCode.generate(random);
    private final KeyPair companion = KeyPair.generate(random);
    private final KeyPair account = KeyPair.generate(random);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void bothSidesDeriveTheSameSecret(long seed) throws Exception {
        var dice = new SeededRandom(seed);
        var shown = PairingCode.generate(dice);
        var waiting = CompanionPairing.begin(shown, dice);
        var phone = PrimaryPairing.answer(waiting.hello(), PairingCode.parse(shown.shown()), account, dice);

        var finished = waiting.finish(phone.hello(), companion, dice);

        assertThat(phone.finish(finished.message())).isEqualTo(finished.advSecret());
        assertThat(finished.advSecret().size()).isEqualTo(32);
        assertThat(waiting.code()).isEqualTo(shown);
    }

    /// Made by another implementation; the private keys are 32 bytes counted up.
    @Test
    void whatOthersWrappedAndSealedOpens() throws Exception {
        var phone = KeyPair.of(countingUp(0x41));
        var wrapped = Octets.ofHex("a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf"
                + "c0c1c2c3c4c5c6c7c8c9cacbcccdcecfb0e56cad39e7d9d33564d10959f397735cb3b9fab923e14b0935b6ded9642a06");
        var bundle = Octets.ofHex("303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f"
                + "505152535455565758595a5bab8b55d8b1e04a9ed36701a5d9c0e3357f4318ec97cd6c8d035a6fe015f273d1"
                + "7d0d6b84f556239727f4f46dd5aa5728b82780629dc3927a5bbd4c11282a5a044716f54ed16c6bb1039e48a3"
                + "fa2738ad6905de80984691e58c37819bb3502f4f25e6c2bf8cc6df5b1aaebadc3bed33d2");
        var theirCompanion = KeyPair.of(countingUp(0x21)).publicKey();
        var theirAccount = KeyPair.of(countingUp(0x61));

        var ephemeral = WrappedKey.open(wrapped, PairingCode.parse("ABCD-1234"));
        var shared = CodeAgreement.agree(phone.privateKey(), ephemeral);
        var opened = KeyBundle.open(bundle, shared, theirCompanion, theirAccount.publicKey());
        var identities = CodeAgreement.agree(theirAccount.privateKey(), theirCompanion);

        assertThat(ephemeral).isEqualTo(KeyPair.of(countingUp(0x01)).publicKey());
        assertThat(CodeAgreement.advSecret(shared, identities, opened.share()).toHex())
                .isEqualTo("168e928dc1b6eeba46f4b7f2b3c3cf149be773a13028647ffa294fa1e1486e0c");
    }

    private static PrivateKey countingUp(int from) throws InvalidKey {
        var bytes = new byte[PrivateKey.SIZE];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return PrivateKey.of(bytes);
    }

    @Test
    void aRepeatedHelloIsAnsweredWithAnotherSecretAndThePhoneFollows() throws Exception {
        var waiting = CompanionPairing.begin(code, random);
        var phone = PrimaryPairing.answer(waiting.hello(), code, account, random);
        var first = waiting.finish(phone.hello(), companion, random);

        var second = waiting.finish(phone.hello(), companion, random);

        assertThat(second.advSecret()).isNotEqualTo(first.advSecret());
        assertThat(phone.finish(second.message())).isEqualTo(second.advSecret());
    }

    @Test
    void aWrongCodeShowsWhenTheBundleDoesNotOpen() throws Exception {
        var waiting = CompanionPairing.begin(code, random);
        var phone = PrimaryPairing.answer(waiting.hello(), PairingCode.parse("WRNG-C0DE"), account, random);

        var finished = waiting.finish(phone.hello(), companion, random);

        refused(Reason.WRONG_CODE, () -> phone.finish(finished.message()));
    }

    @Test
    void everyByteOfTheBundleCounts() throws Exception {
        var waiting = CompanionPairing.begin(code, random);
        var phone = PrimaryPairing.answer(waiting.hello(), code, account, random);
        var message = waiting.finish(phone.hello(), companion, random).message();

        for (var i = 0; i < message.bundle().size(); i++) {
            var bytes = message.bundle().toArray();
            bytes[i] ^= 1;
            var changed = new CompanionFinish(Octets.wrap(bytes), message.identity());
            refused(Reason.WRONG_CODE, () -> phone.finish(changed));
        }
    }

    @Test
    void aServerThatExchangesAnIdentityIsNoticed() throws Exception {
        var stranger = KeyPair.generate(random);
        var waiting = CompanionPairing.begin(code, random);
        var phone = PrimaryPairing.answer(waiting.hello(), code, account, random);
        var honest = waiting.finish(phone.hello(), companion, random).message();
        var misled = waiting.finish(
                        new PrimaryHello(phone.hello().wrappedEphemeral(), stranger.publicKey()), companion, random)
                .message();

        refused(Reason.WRONG_IDENTITY, () -> phone.finish(new CompanionFinish(honest.bundle(), stranger.publicKey())));
        refused(Reason.WRONG_IDENTITY, () -> phone.finish(misled));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 79, 81})
    void aWrappedKeyOfAnotherSizeIsMalformedOnBothSides(int size) {
        var wrapped = Octets.wrap(new byte[size]);
        var waiting = CompanionPairing.begin(code, random);

        refused(Reason.MALFORMED, () -> PrimaryPairing.answer(wrapped, code, account, random));
        refused(
                Reason.MALFORMED,
                () -> waiting.finish(new PrimaryHello(wrapped, account.publicKey()), companion, random));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 155, 157})
    void aBundleOfAnotherSizeIsMalformed(int size) throws Exception {
        var phone = PrimaryPairing.answer(Octets.wrap(new byte[80]), code, account, random);

        refused(
                Reason.MALFORMED,
                () -> phone.finish(new CompanionFinish(Octets.wrap(new byte[size]), companion.publicKey())));
    }

    @Test
    void aKeyWithWhichEveryoneAgreesOnTheSameIsRefused() throws Exception {
        var nobody = PublicKey.of(new byte[PublicKey.SIZE]);
        var waiting = CompanionPairing.begin(code, random);
        var phone = PrimaryPairing.answer(waiting.hello(), code, account, random);
        var nobodysAccount = new PrimaryHello(phone.hello().wrappedEphemeral(), nobody);
        var nobodysHello = new PrimaryHello(WrappedKey.wrap(nobody, code, random), account.publicKey());
        var answerToNobody = PrimaryPairing.answer(WrappedKey.wrap(nobody, code, random), code, account, random);
        var message = waiting.finish(phone.hello(), companion, random).message();

        refused(Reason.MALFORMED, () -> waiting.finish(nobodysAccount, companion, random));
        refused(Reason.MALFORMED, () -> waiting.finish(nobodysHello, companion, random));
        refused(Reason.MALFORMED, () -> answerToNobody.finish(message));
    }

    @Test
    void nothingPrintsASecret() throws Exception {
        var waiting = CompanionPairing.begin(code, random);
        var phone = PrimaryPairing.answer(waiting.hello(), code, account, random);
        var finished = waiting.finish(phone.hello(), companion, random);

        for (var printed : new Object[] {waiting, phone, finished}) {
            assertThat(printed.toString())
                    .doesNotContain(code.characters())
                    .doesNotContain(finished.advSecret().toHex().substring(0, 8));
        }
    }

    private static void refused(Reason reason, ThrowingCallable step) {
        var failure = catchThrowableOfType(CodePairingFailure.class, step);
        assertThat(failure.reason()).isEqualTo(reason);
    }
}
