package io.wigwag.gateway.identity;

import io.wigwag.core.octets.Octets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// What a program shows to be let in: `wgw_`, eight characters that name the key, 43 that are its secret, and six by
/// which a typing error or a scanner for leaked keys can tell it without asking anybody. Prints its name only.
public record ApiKey(String keyId, String secret) {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 8;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECK_LENGTH = 6;
    private static final Pattern FORM = Pattern.compile("wgw_([0-9A-Za-z]{8})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})");

    public static ApiKey random(SecureRandom random) {
        return new ApiKey(text(random, ID_LENGTH), text(random, SECRET_LENGTH));
    }

    /// Reads what [#text()] writes; nothing when it is no key of ours.
    public static Optional<ApiKey> parse(String written) {
        return Optional.of(FORM.matcher(written))
                .filter(Matcher::matches)
                .map(matcher -> new ApiKey(matcher.group(1), matcher.group(2)))
                .filter(key -> key.text().equals(written));
    }

    /// As its owner is shown it, once.
    public String text() {
        var body = "wgw_" + keyId + "_" + secret;
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return body + base62(BigInteger.valueOf(crc.getValue()), CHECK_LENGTH);
    }

    /// What is kept of it. The secret has 256 bits of chance, so no slow hash is needed.
    Octets hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Octets.wrap(digest.digest(text().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String text(SecureRandom random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return base62(new BigInteger(1, bytes), length);
    }

    private static String base62(BigInteger number, int length) {
        var text = new StringBuilder();
        var base = BigInteger.valueOf(DIGITS.length());
        var rest = number;
        for (var i = 0; i < length; i++) {
            text.append(DIGITS.charAt(rest.mod(base).intValue()));
            rest = rest.divide(base);
        }
        return text.reverse().toString();
    }

    @Override
    public String toString() {
        return "wgw_" + keyId + "_[redacted]";
    }
}
