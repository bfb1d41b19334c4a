package io.wigwag.gateway.webhook;

import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The three headers by which a receiver knows that a webhook is ours, is whole and is not an old one sent again
/// (Standard Webhooks 1.0.0).
///
/// @param signature one for each secret in use, so that a receiver may change over when it likes
public record Signature(String id, String timestamp, String signature) {
    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String SIGNATURE = "webhook-signature";

    /// Signs a body as it will be sent, byte for byte.
    ///
    /// @param id the event's, the same however often it is sent
    /// @param at when this attempt is made
    public static Signature of(String id, Instant at, Octets body, List<SigningSecret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no secret to sign with");
        }
        if (id.isEmpty() || id.indexOf('.') >= 0) {
            throw new IllegalArgumentException("an id that can't be told from what follows: " + id);
        }
        var seconds = String.valueOf(at.getEpochSecond());
        var head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        var signed = Octets.concat(Octets.wrap(head), body);
        return new Signature(
                id,
                seconds,
                secrets.stream().map(secret -> "v1," + mac(secret, signed)).collect(Collectors.joining(" ")));
    }

    private static String mac(SigningSecret secret, Octets signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.key().toArray(), "HmacSHA256"));
            mac.update(signed.asBuffer());
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
