package io.wigwag.core.pairing;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.pairing.ADVEncryptionType;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentityHMAC;
import java.security.MessageDigest;
import java.security.SecureRandom;

/// Our own device identity once the phone has scanned our code: checked from the outside in, then signed by us.
///
/// Outermost is a code under the secret that only our QR text told the phone, so that a server can't link its own
/// "phone" to us; inside is the account's signature over our identity key.
public record LinkedIdentity(DeviceIdentity identity, PublicKey accountKey) {
    private static final int MOST_BYTES = 500;

    /// Checks the content of `device-identity` in a pair-success and adds our signature.
    ///
    /// @param advSecret the secret that was in the QR text
    /// @param device our identity keys
    /// @throws AdvFailure when anything is wrong; the answer then is an error 401
    public static LinkedIdentity accept(Octets container, Octets advSecret, KeyPair device, SecureRandom random)
            throws AdvFailure {
        if (container.isEmpty() || container.size() > MOST_BYTES) {
            throw new AdvFailure("a device identity of " + container.size() + " bytes");
        }
        var identity = DeviceIdentity.parse(authentic(container, advSecret));
        var account = identity.accountKey().orElseThrow(() -> new AdvFailure("the account's key is missing"));
        identity.checkAccount(device.publicKey(), account);
        return new LinkedIdentity(identity.signedBy(device, account, random), account);
    }

    private static Octets authentic(Octets container, Octets advSecret) throws AdvFailure {
        try {
            var outer = ADVSignedDeviceIdentityHMAC.parseFrom(container.asBuffer());
            var details = outer.getDetails().toByteArray();
            var covered = outer.getAccountType() == ADVEncryptionType.HOSTED
                    ? AdvPrefix.HOSTED_ACCOUNT.before(details)
                    : details;
            var code = HmacSha256.of(advSecret.toArray(), covered);
            if (!MessageDigest.isEqual(code, outer.getHmac().toByteArray())) {
                throw new AdvFailure("the code under the pairing secret is wrong");
            }
            return Octets.wrap(details);
        } catch (InvalidProtocolBufferException malformed) {
            throw new AdvFailure("not a device identity: " + malformed.getMessage());
        }
    }
}
