package io.wigwag.core.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import io.wigwag.proto.login.DeviceProps.PlatformType;
import io.wigwag.proto.pairing.CompanionEphemeralIdentity;
import io.wigwag.proto.pairing.EncryptedPairingRequest;
import io.wigwag.proto.pairing.PairingRequest;
import io.wigwag.proto.pairing.PrimaryEphemeralIdentity;
import io.wigwag.proto.pairing.ProloguePayload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The phone's side of it, told by the rules and not by our code, agrees with ours.
class PasskeyLinkingTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_770_000_000);
    private static final PasskeyAssertion ASSERTION = new PasskeyAssertion(Octets.ofHex("c1"), Octets.ofHex("7b7d"));

    private final SeededRandom random = new SeededRandom(29);
    private final PasskeyLinking linking = PasskeyLinking.begin(PlatformType.CHROME, "a ref", random);
    private final KeyPair phone = KeyPair.generate(random);
    private final byte[] phoneNonce = "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] payload() {
        return linking.prologue(ASSERTION, Optional.empty(), NOW).payload().toArray();
    }

    private CompanionEphemeralIdentity identity() throws Exception {
        return CompanionEphemeralIdentity.parseFrom(
                ProloguePayload.parseFrom(payload()).getCompanionEphemeralIdentity());
    }

    private Octets answer() {
        return Octets.wrap(PrimaryEphemeralIdentity.newBuilder()
                .setPublicKey(ByteString.copyFrom(phone.publicKey().raw()))
                .setNonce(ByteString.copyFrom(phoneNonce))
                .build()
                .toByteArray());
    }

    @Test
    void thePrologueBindsUsToANonceThatIsShownLater() throws Exception {
        var prologue = linking.prologue(ASSERTION, Optional.empty(), NOW);
        var payload = ProloguePayload.parseFrom(prologue.payload().toArray());

        assertThat(prologue.credential()).isEqualTo(ASSERTION.credential());
        assertThat(prologue.assertion()).isEqualTo(ASSERTION.json());
        assertThat(prologue.handOffProof()).isEmpty();
        assertThat(identity().getRef()).isEqualTo("a ref");
        assertThat(identity().getDeviceType()).isEqualTo(PlatformType.CHROME);
        var nonce = linking.answered(answer()).nonce().nonce();
        assertThat(payload.getCommitment().getHash().toByteArray())
                .isEqualTo(Sha256.hash(payload.getCompanionEphemeralIdentity().toByteArray(), nonce.toArray()));
    }

    @Test
    void anEarlierSecretVouchesForFiveMinutes() {
        var secret = Octets.wrap(new byte[32]);
        var handOff = PasskeyHandOff.of(secret, NOW);
        var key = Hkdf.derive(
                secret.toArray(), new byte[0], "shortcake-passkey-handoff-v1".getBytes(StandardCharsets.US_ASCII), 32);

        assertThat(linking.prologue(ASSERTION, Optional.of(handOff), NOW.plusSeconds(299))
                        .handOffProof())
                .contains(Octets.wrap(HmacSha256.of(key, payload())));
        assertThat(linking.prologue(ASSERTION, Optional.of(handOff), NOW.plusSeconds(300))
                        .handOffProof())
                .isEmpty();
    }

    @Test
    void bothSidesShowTheSameCode() throws Exception {
        var confirmation = linking.answered(answer());

        var hash = Sha256.hash(
                confirmation.nonce().nonce().toArray(), phone.publicKey().raw());
        var bits = new StringBuilder();
        for (var i = 0; i < 5; i++) {
            bits.append("%8s"
                    .formatted(Integer.toBinaryString((phoneNonce[i] ^ hash[i]) & 0xff))
                    .replace(' ', '0'));
        }
        var code = new StringBuilder();
        for (var i = 0; i < 40; i += 5) {
            code.append("123456789ABCDEFGHJKLMNPQRSTVWXYZ".charAt(Integer.parseInt(bits.substring(i, i + 5), 2)));
        }
        assertThat(confirmation.code()).isEqualTo(code.insert(4, '-').toString());
    }

    @Test
    void onlyThePhoneReadsUnderWhichKeysWeWantToBeLinked() throws Exception {
        var noise = KeyPair.generate(random).publicKey();
        var own = KeyPair.generate(random).publicKey();
        var secret = Octets.wrap(new byte[32]);

        var sealed = EncryptedPairingRequest.parseFrom(linking.answered(answer())
                .request(noise, own, secret, random)
                .sealed()
                .asBuffer());

        var key = Hkdf.derive(
                Curve.agree(
                        phone.privateKey(),
                        PublicKey.of(identity().getPublicKey().toByteArray())),
                "Companion Pairing 1 with ref a ref".getBytes(StandardCharsets.UTF_8),
                "Pairing Information Encryption Key".getBytes(StandardCharsets.US_ASCII),
                32);
        var request = PairingRequest.parseFrom(AesGcm.open(
                key,
                sealed.getIv().toByteArray(),
                new byte[0],
                sealed.getEncryptedPayload().toByteArray()));
        assertThat(request.getCompanionPublicKey().toByteArray()).isEqualTo(noise.raw());
        assertThat(request.getCompanionIdentityKey().toByteArray()).isEqualTo(own.raw());
        assertThat(request.getAdvSecret().toByteArray()).isEqualTo(secret.toArray());
    }

    @Test
    void aPhonesPartOfAnotherFormIsRefused() {
        for (var malformed : new Octets[] {
            Octets.EMPTY,
            Octets.ofHex("0aff"),
            answer().slice(0, answer().size() - 1),
            Octets.wrap(PrimaryEphemeralIdentity.newBuilder()
                    .setPublicKey(ByteString.copyFrom(new byte[31]))
                    .setNonce(ByteString.copyFrom(phoneNonce))
                    .build()
                    .toByteArray()),
            // A key with which nobody agrees on anything.
            Octets.wrap(PrimaryEphemeralIdentity.newBuilder()
                    .setPublicKey(ByteString.copyFrom(new byte[32]))
                    .setNonce(ByteString.copyFrom(phoneNonce))
                    .build()
                    .toByteArray())
        }) {
            assertThatThrownBy(() -> linking.answered(malformed)).isInstanceOf(CodePairingFailure.class);
        }
    }
}
