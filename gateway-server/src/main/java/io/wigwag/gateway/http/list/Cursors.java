package io.wigwag.gateway.http.list;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hands places in lists to clients and knows them again: a cursor that was changed, or that belongs to another list,
/// tenant or filter, is refused.
///
/// A token is base64url of `version (1) | MAC (16) | place`, the MAC over the version, the list and the place.
public final class Cursors {
    private static final byte VERSION = 1;
    private static final int MAC_SIZE = 16;
    private static final int LONGEST = 4096;

    private final SecretKeySpec key;

    /// Tokens under one key.
    ///
    /// @param key at least 32 bytes, the same on every node
    public Cursors(Octets key) {
        if (key.size() < 32) {
            throw new IllegalArgumentException("cursor key: " + key.size() + " bytes (expected: 32 or more)");
        }
        this.key = new SecretKeySpec(key.toArray(), "HmacSHA256");
    }

    /// What a client is given for a place.
    ///
    /// @param list what the place is in: the tenant, the list's name, its filters
    /// @param place as the store names it
    public String token(String list, String place) {
        var bytes = place.getBytes(StandardCharsets.UTF_8);
        var token = new byte[1 + MAC_SIZE + bytes.length];
        token[0] = VERSION;
        System.arraycopy(mac(list, bytes), 0, token, 1, MAC_SIZE);
        System.arraycopy(bytes, 0, token, 1 + MAC_SIZE, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// The place that a token of this list stands for.
    public String place(String list, String token) throws Problem {
        var bytes = decoded(token);
        if (bytes.length < 1 + MAC_SIZE || bytes[0] != VERSION) {
            throw refused();
        }
        var place = Arrays.copyOfRange(bytes, 1 + MAC_SIZE, bytes.length);
        var shown = Arrays.copyOfRange(bytes, 1, 1 + MAC_SIZE);
        if (!MessageDigest.isEqual(Arrays.copyOf(mac(list, place), MAC_SIZE), shown)) {
            throw refused();
        }
        return new String(place, StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String token) throws Problem {
        try {
            if (token.length() <= LONGEST) {
                return Base64.getUrlDecoder().decode(token);
            }
        } catch (IllegalArgumentException notBase64) {
            throw refused();
        }
        throw refused();
    }

    private static Problem refused() {
        return Problem.of(ProblemCode.INVALID_CURSOR, "This cursor was not made for this list.");
    }

    private byte[] mac(String list, byte[] place) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(VERSION);
            var name = list.getBytes(StandardCharsets.UTF_8);
            mac.update(new byte[] {(byte) (name.length >>> 8), (byte) name.length});
            mac.update(name);
            return mac.doFinal(place);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
