package io.wigwag.core.pairing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.pairing.ADVDeviceIdentity;
import io.wigwag.proto.pairing.ADVEncryptionType;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentity;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// The statement by which an account's phone vouches for one of its devices: signed by the account's identity key over
/// the device's, and by the device's over the account's. Whoever gets one with a first message can tell a device that
/// the phone has linked from one that the server made up.
public final class DeviceIdentity {
    private final ADVSignedDeviceIdentity signed;
    private final ADVDeviceIdentity details;
    private final Optional<PublicKey> accountKey;

    private DeviceIdentity(ADVSignedDeviceIdentity signed, ADVDeviceIdentity details, Optional<PublicKey> accountKey) {
        this.signed = signed;
        this.details = details;
        this.accountKey = accountKey;
    }

    /// Reads the statement and checks nothing of it yet.
    public static DeviceIdentity parse(Octets bytes) throws AdvFailure {
        try {
            var signed = ADVSignedDeviceIdentity.parseFrom(bytes.asBuffer());
            var details = ADVDeviceIdentity.parseFrom(signed.getDetails());
            return new DeviceIdentity(signed, details, accountKey(signed));
        } catch (InvalidProtocolBufferException malformed) {
            throw new AdvFailure("not a device identity: " + malformed.getMessage());
        }
    }

    private static Optional<PublicKey> accountKey(ADVSignedDeviceIdentity signed) throws AdvFailure {
        if (signed.getAccountSignatureKey().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PublicKey.of(signed.getAccountSignatureKey().toByteArray()));
        } catch (InvalidKey invalid) {
            throw new AdvFailure("the account's key: " + invalid.getMessage());
        }
    }

    /// The account's key, where the statement brings it along; else it is the identity key of the account's phone.
    public Optional<PublicKey> accountKey() {
        return accountKey;
    }

    /// A random number of the account.
    public int rawId() {
        return details.getRawId();
    }

    /// Unix seconds at which the device was linked.
    public long timestamp() {
        return details.getTimestamp();
    }

    /// Which of the account's linked devices this is; never given twice.
    public int keyIndex() {
        return details.getKeyIndex();
    }

    /// Whether the messages of this device are read by a business's hosting provider.
    public boolean isHosted() {
        return details.getDeviceType() == ADVEncryptionType.HOSTED;
    }

    /// Whether the account vouches for the device with this identity key.
    public void checkAccount(PublicKey device, PublicKey account) throws AdvFailure {
        var prefix = isHosted() ? AdvPrefix.HOSTED_ACCOUNT : AdvPrefix.ACCOUNT;
        var message = prefix.before(detailBytes(), device.raw());
        if (!Curve.verify(account, message, signed.getAccountSignature().toByteArray())) {
            throw new AdvFailure("the account signature is wrong");
        }
    }

    /// Whether the device agrees. Hosted devices sign with either prefix, depending on who wrote their software.
    public void checkDevice(PublicKey device, PublicKey account) throws AdvFailure {
        var signature = signed.getDeviceSignature().toByteArray();
        var prefixes = isHosted() ? List.of(AdvPrefix.DEVICE, AdvPrefix.HOSTED_DEVICE) : List.of(AdvPrefix.DEVICE);
        for (var prefix : prefixes) {
            if (Curve.verify(device, prefix.before(detailBytes(), device.raw(), account.raw()), signature)) {
                return;
            }
        }
        throw new AdvFailure("the device signature is wrong");
    }

    /// Both signatures, for an identity that came with a message or a bundle. `phone` is the identity key of the
    /// account's phone, for a statement that does not name its account's key.
    public void check(PublicKey device, Optional<PublicKey> phone) throws AdvFailure {
        var account = accountKey.or(() -> phone).orElseThrow(() -> new AdvFailure("the account's key is not known"));
        checkAccount(device, account);
        checkDevice(device, account);
    }

    /// The same statement, signed by us as the device it speaks of.
    DeviceIdentity signedBy(KeyPair device, PublicKey account, SecureRandom random) {
        var message = AdvPrefix.DEVICE.before(detailBytes(), device.publicKey().raw(), account.raw());
        var signature = Curve.sign(device.privateKey(), message, random);
        return new DeviceIdentity(
                signed.toBuilder()
                        .setDeviceSignature(ByteString.copyFrom(signature))
                        .build(),
                details,
                accountKey);
    }

    /// As others store it and as it goes with our first messages: with the account's key.
    public Octets toOctets() {
        return Octets.wrap(signed.toByteArray());
    }

    /// As the server wants it back: it knows the account's key.
    public Octets withoutAccountKey() {
        return Octets.wrap(signed.toBuilder().clearAccountSignatureKey().build().toByteArray());
    }

    private byte[] detailBytes() {
        return signed.getDetails().toByteArray();
    }

    @Override
    public String toString() {
        return "DeviceIdentity[key index " + keyIndex() + (isHosted() ? ", hosted]" : "]");
    }
}
