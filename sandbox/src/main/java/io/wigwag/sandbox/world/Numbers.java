package io.wigwag.sandbox.world;

import io.wigwag.core.crypto.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/// Numbers made from names, so that the same name is the same account in every run.
public final class Numbers {
    private static final String NUMBER_PREFIX = "999";
    private static final int NUMBER_DIGITS = 10;
    private static final String LID_PREFIX = "1";
    private static final int LID_DIGITS = 14;
    private static final String GROUP_PREFIX = "120363";
    private static final int GROUP_DIGITS = 12;

    private final String salt;

    public Numbers(String salt) {
        this.salt = salt;
    }

    /// The phone number of a name; the next free one where another name has it.
    public String phone(String name, Predicate<String> isTaken) {
        return free(NUMBER_PREFIX, NUMBER_DIGITS, digest("phone", name), isTaken);
    }

    /// The hidden id of a number.
    public String lid(String number, Predicate<String> isTaken) {
        return free(LID_PREFIX, LID_DIGITS, digest("lid", number), isTaken);
    }

    /// The id of the nth group, counted from 1.
    public String group(long ordinal) {
        return free(GROUP_PREFIX, GROUP_DIGITS, digest("group", Long.toString(ordinal)), _ -> false);
    }

    /// The id of the nth channel, counted from 1.
    public String newsletter(long ordinal) {
        return free(GROUP_PREFIX, GROUP_DIGITS, digest("newsletter", Long.toString(ordinal)), _ -> false);
    }

    private static String free(String prefix, int digits, BigInteger wanted, Predicate<String> isTaken) {
        var modulus = BigInteger.TEN.pow(digits);
        for (var value = wanted.mod(modulus);
                ;
                value = value.add(BigInteger.ONE).mod(modulus)) {
            var text = value.toString();
            var candidate = prefix + "0".repeat(digits - text.length()) + text;
            if (!isTaken.test(candidate)) {
                return candidate;
            }
        }
    }

    private BigInteger digest(String kind, String text) {
        var bytes = (kind + '\0' + salt + '\0' + text).getBytes(StandardCharsets.UTF_8);
        var hash = Sha256.hash(bytes);
        return new BigInteger(1, hash, 0, Long.BYTES);
    }
}
