package io.wigwag.core.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.pairing.ADVDeviceIdentity;
import io.wigwag.proto.pairing.ADVEncryptionType;
import io.wigwag.proto.pairing.ADVKeyIndexList;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentity;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentityHMAC;
import io.wigwag.proto.pairing.ADVSignedKeyIndexList;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DeviceIdentityTest {
    private final SecureRandom random = new SecureRandom();
    private final KeyPair phone = KeyPair.generate(random);
    private final KeyPair device = KeyPair.generate(random);
    private final byte[] secret = random.generateSeed(32);

    private ADVSignedDeviceIdentity vouched(ADVEncryptionType type, boolean withKey) {
        var details = ADVDeviceIdentity.newBuilder()
                .setRawId(7)
                .setTimestamp(1_700_000_000)
                .setKeyIndex(3)
                .setDeviceType(type)
                .build()
                .toByteArray();
        var prefix = type == ADVEncryptionType.HOSTED ? AdvPrefix.HOSTED_ACCOUNT : AdvPrefix.ACCOUNT;
        var signature = Curve.sign(
                phone.privateKey(), prefix.before(details, device.publicKey().raw()), random);
        var signed = ADVSignedDeviceIdentity.newBuilder()
                .setDetails(ByteString.copyFrom(details))
                .setAccountSignature(ByteString.copyFrom(signature));
        if (withKey) {
            signed.setAccountSignatureKey(ByteString.copyFrom(phone.publicKey().raw()));
        }
        return signed.build();
    }

    private Octets container(ADVSignedDeviceIdentity identity) {
        var details = identity.toByteArray();
        return Octets.wrap(ADVSignedDeviceIdentityHMAC.newBuilder()
                .setDetails(ByteString.copyFrom(details))
                .setHmac(ByteString.copyFrom(HmacSha256.of(secret, details)))
                .build()
                .toByteArray());
    }

    @Test
    void whatThePhoneSignedIsAcceptedAndSignedByUsAndThenProvesItselfToOthers() throws Exception {
        var linked = LinkedIdentity.accept(
                container(vouched(ADVEncryptionType.E2EE, true)), Octets.wrap(secret), device, random);

        var seenByOthers = DeviceIdentity.parse(linked.identity().toOctets());
        seenByOthers.check(device.publicKey(), Optional.empty());
        assertThat(seenByOthers.keyIndex()).isEqualTo(3);
        assertThat(seenByOthers.rawId()).isEqualTo(7);
        assertThat(seenByOthers.timestamp()).isEqualTo(1_700_000_000);
        assertThat(linked.accountKey()).isEqualTo(phone.publicKey());
    }

    @Test
    void withoutTheAccountsKeyThePhonesIdentityStandsIn() throws Exception {
        var linked = LinkedIdentity.accept(
                container(vouched(ADVEncryptionType.E2EE, true)), Octets.wrap(secret), device, random);
        var bare = DeviceIdentity.parse(linked.identity().withoutAccountKey());

        bare.check(device.publicKey(), Optional.of(phone.publicKey()));
        refused(() -> bare.check(device.publicKey(), Optional.empty()));
        refused(() -> bare.check(device.publicKey(), Optional.of(device.publicKey())));
    }

    @Test
    void anIdentityOfAnotherDeviceIsRefused() throws Exception {
        var other = KeyPair.generate(random);
        var container = container(vouched(ADVEncryptionType.E2EE, true));

        refused(() -> LinkedIdentity.accept(container, Octets.wrap(secret), other, random));
    }

    @Test
    void hostedDevicesMaySignWithEitherPrefixAndOthersMayNot() throws Exception {
        for (var type : List.of(ADVEncryptionType.HOSTED, ADVEncryptionType.E2EE)) {
            var vouched = vouched(type, true);
            var message = AdvPrefix.HOSTED_DEVICE.before(
                    vouched.getDetails().toByteArray(),
                    device.publicKey().raw(),
                    phone.publicKey().raw());
            var signed = vouched.toBuilder()
                    .setDeviceSignature(ByteString.copyFrom(Curve.sign(device.privateKey(), message, random)))
                    .build();
            var identity = DeviceIdentity.parse(Octets.wrap(signed.toByteArray()));
            if (type == ADVEncryptionType.HOSTED) {
                identity.check(device.publicKey(), Optional.empty());
                assertThat(identity.isHosted()).isTrue();
            } else {
                refused(() -> identity.check(device.publicKey(), Optional.empty()));
            }
        }
    }

    @Test
    void everyChangedByteOfTheContainerIsRefused() throws Exception {
        var good = container(vouched(ADVEncryptionType.E2EE, true));
        for (var at = 0; at < good.size(); at++) {
            var bytes = good.toArray();
            bytes[at] ^= 1;
            refused(() -> LinkedIdentity.accept(Octets.wrap(bytes), Octets.wrap(secret), device, random));
        }
        for (var size = 0; size < good.size(); size++) {
            var cut = good.slice(0, size);
            refused(() -> LinkedIdentity.accept(cut, Octets.wrap(secret), device, random));
        }
        refused(() -> LinkedIdentity.accept(Octets.wrap(new byte[501]), Octets.wrap(secret), device, random));
    }

    @Test
    void theKeyIndexListTellsWhichDevicesAreLinked() throws Exception {
        var details = ADVKeyIndexList.newBuilder()
                .setRawId(7)
                .setTimestamp(1_700_000_000)
                .setCurrentIndex(5)
                .addAllValidIndexes(List.of(0, 2, 5))
                .build()
                .toByteArray();
        var signature = Curve.sign(phone.privateKey(), AdvPrefix.KEY_INDEX_LIST.before(details), random);
        var list = KeyIndexList.parse(Octets.wrap(ADVSignedKeyIndexList.newBuilder()
                .setDetails(ByteString.copyFrom(details))
                .setAccountSignature(ByteString.copyFrom(signature))
                .build()
                .toByteArray()));

        assertThat(list.isSignedBy(phone.publicKey())).isTrue();
        assertThat(list.isSignedBy(device.publicKey())).isFalse();
        assertThat(list.accepts(2)).isTrue();
        assertThat(list.accepts(3)).isFalse();
        assertThat(list.accepts(6)).isTrue();
        assertThat(list.validIndexes()).containsExactlyInAnyOrder(0, 2, 5);
        refused(() -> KeyIndexList.parse(Octets.EMPTY));
        refused(() -> KeyIndexList.parse(Octets.ofHex("0aff")));
    }

    private static void refused(ThrowingCallable attempt) {
        assertThat(catchThrowableOfType(AdvFailure.class, attempt)).isNotNull();
    }
}
