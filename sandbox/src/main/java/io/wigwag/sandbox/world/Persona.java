package io.wigwag.sandbox.world;

import com.google.protobuf.ByteString;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.pairing.ADVDeviceIdentity;
import io.wigwag.proto.pairing.ADVEncryptionType;
import io.wigwag.proto.pairing.ADVKeyIndexList;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentity;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentityHMAC;
import io.wigwag.proto.pairing.ADVSignedKeyIndexList;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;

/// What lives on an account's phone in reality: the account's identity key, with which it vouches for its devices.
///
/// The signing is written for the sandbox alone. The engine checks such signatures with code of its own, so that a
/// mistake of either shows.
public final class Persona {
    private static final int ACCOUNT = 0;
    private static final int DEVICE = 1;
    private static final int KEY_INDEX_LIST = 2;

    private final KeyPair identity;
    private final int registrationId;
    private final int rawId;
    private final SecureRandom random;

    public Persona(KeyPair identity, int registrationId, int rawId, SecureRandom random) {
        this.identity = identity;
        this.registrationId = registrationId;
        this.rawId = rawId;
        this.random = random;
    }

    public static Persona generate(SecureRandom random) {
        return new Persona(KeyPair.generate(random), 1 + random.nextInt(16_380), random.nextInt(), random);
    }

    public KeyPair identity() {
        return identity;
    }

    public int registrationId() {
        return registrationId;
    }

    /// A number of the account's present set of devices.
    public int rawId() {
        return rawId;
    }

    /// The statement that this device is one of the account's.
    public ADVSignedDeviceIdentity vouchFor(PublicKey device, int keyIndex, Instant now) {
        var details = ADVDeviceIdentity.newBuilder()
                .setRawId(rawId)
                .setTimestamp(now.getEpochSecond())
                .setKeyIndex(keyIndex)
                .setAccountType(ADVEncryptionType.E2EE)
                .setDeviceType(ADVEncryptionType.E2EE)
                .build()
                .toByteString();
        return ADVSignedDeviceIdentity.newBuilder()
                .setDetails(details)
                .setAccountSignatureKey(ByteString.copyFrom(identity.publicKey().raw()))
                .setAccountSignature(sign(ACCOUNT, details.toByteArray(), device.raw()))
                .build();
    }

    /// The statement as it travels to the device: under a code that only the reader of its QR text can make.
    public static Octets underSecret(ADVSignedDeviceIdentity statement, Octets advSecret) {
        var signed = statement.toByteString();
        return Octets.wrap(ADVSignedDeviceIdentityHMAC.newBuilder()
                .setDetails(signed)
                .setHmac(ByteString.copyFrom(HmacSha256.of(advSecret.toArray(), signed.toByteArray())))
                .build()
                .toByteArray());
    }

    /// Whether the device has agreed to a statement of ours.
    public boolean isAgreed(ADVSignedDeviceIdentity answer, PublicKey device) {
        var message = prefixed(
                DEVICE,
                answer.getDetails().toByteArray(),
                device.raw(),
                identity.publicKey().raw());
        return Curve.verify(device, message, answer.getDeviceSignature().toByteArray());
    }

    /// The signed list of the key indexes of linked devices.
    public Octets signList(Collection<Integer> valid, int current, Instant now) {
        var details = ADVKeyIndexList.newBuilder()
                .setRawId(rawId)
                .setTimestamp(now.getEpochSecond())
                .setCurrentIndex(current)
                .addAllValidIndexes(valid.stream().sorted().toList())
                .build()
                .toByteString();
        return Octets.wrap(ADVSignedKeyIndexList.newBuilder()
                .setDetails(details)
                .setAccountSignature(sign(KEY_INDEX_LIST, details.toByteArray()))
                .build()
                .toByteArray());
    }

    private ByteString sign(int kind, byte[]... parts) {
        return ByteString.copyFrom(Curve.sign(identity.privateKey(), prefixed(kind, parts), random));
    }

    private static byte[] prefixed(int kind, byte[]... parts) {
        var message = new ByteArrayOutputStream();
        message.write(6);
        message.write(kind);
        for (var part : parts) {
            message.writeBytes(part);
        }
        return message.toByteArray();
    }
}
