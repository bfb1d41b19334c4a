package io.wigwag.sandbox.phone;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.AesCbc;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.appstate.SyncActionData;
import io.wigwag.proto.appstate.SyncdMutation.SyncdOperation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Seals and opens entries of the app state under one key. Written for the sandbox alone, apart from the engine's.
///
/// ```
/// HKDF(key data, "WhatsApp Mutation Keys") = index | value encryption | value mac | snapshot mac | patch mac, 32 each
/// value = iv 16 | AES-256-CBC(SyncActionData) | value mac 32
/// ```
final class SyncSeal {
    private static final byte[] INFO = "WhatsApp Mutation Keys".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;
    private static final int KEYS = 5;
    private static final int MAC = 32;

    private final Octets keyId;
    private final byte[] keys;

    SyncSeal(SyncKeys.SyncKey key) {
        keyId = key.id();
        keys = Hkdf.derive(key.data().toArray(), new byte[0], INFO, KEY * KEYS);
    }

    private byte[] key(int number) {
        return Arrays.copyOfRange(keys, number * KEY, (number + 1) * KEY);
    }

    Octets keyId() {
        return keyId;
    }

    /// What stands for an index in the open.
    Octets indexMac(byte[] index) {
        return Octets.wrap(HmacSha256.of(key(0), index));
    }

    Octets seal(SyncdOperation operation, SyncActionData data, byte[] iv) {
        var encrypted = Octets.concat(Octets.wrap(iv), Octets.wrap(AesCbc.encrypt(key(1), iv, data.toByteArray())));
        return Octets.concat(encrypted, valueMac(operation, encrypted));
    }

    /// The last part of a sealed value.
    static Octets valueMac(Octets sealed) {
        return sealed.slice(sealed.size() - MAC, sealed.size());
    }

    private Octets valueMac(SyncdOperation operation, Octets encrypted) {
        try {
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(key(2), "HmacSHA512"));
            mac.update((byte) (operation.getNumber() + 1));
            mac.update(keyId.asBuffer());
            mac.update(encrypted.asBuffer());
            mac.update(number(1L + keyId.size()));
            return Octets.wrap(mac.doFinal(), 0, MAC);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HMAC-SHA-512", missing);
        }
    }

    SyncActionData open(SyncdOperation operation, Octets sealed) throws UnreadableMessage {
        if (sealed.size() < AesCbc.IV + MAC) {
            throw new UnreadableMessage("a sealed value of " + sealed.size() + " bytes");
        }
        var encrypted = sealed.slice(0, sealed.size() - MAC);
        if (!valueMac(operation, encrypted).equals(valueMac(sealed))) {
            throw new UnreadableMessage("a sealed value with a wrong code");
        }
        try {
            var iv = encrypted.slice(0, AesCbc.IV).toArray();
            var ciphertext = encrypted.slice(AesCbc.IV, encrypted.size()).toArray();
            return SyncActionData.parseFrom(AesCbc.decrypt(key(1), iv, ciphertext));
        } catch (DecryptionFailed | InvalidProtocolBufferException malformed) {
            throw new UnreadableMessage("a sealed value without sense: " + malformed.getMessage());
        }
    }

    Octets snapshotMac(LatticeHash hash, long version, String collection) {
        return Octets.wrap(HmacSha256.of(key(3), hash.value().toArray(), number(version), text(collection)));
    }

    Octets patchMac(Octets snapshotMac, List<Octets> valueMacs, long version, String collection) {
        var macs = Octets.concat(valueMacs.toArray(Octets[]::new));
        return Octets.wrap(
                HmacSha256.of(key(4), snapshotMac.toArray(), macs.toArray(), number(version), text(collection)));
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
