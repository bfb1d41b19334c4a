package io.wigwag.core.signal;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.crypto.Sha512;
import io.wigwag.core.octets.Octets;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The sixty digits that two people read to each other: the same for both as long as nobody has slipped other keys in.
/// Half of them speak of each party; the smaller half comes first, so that the order of the parties is no matter.
public record SecurityCode(String digits) {
    private static final Pattern SIXTY = Pattern.compile("[0-9]{60}");
    private static final byte[] VERSION = new byte[2];
    /// Makes it dear to look for keys with a code that looks alike.
    private static final int ROUNDS = 5200;

    private static final int GROUP = 5;
    private static final int GROUPS = 6;
    private static final long GROUP_LIMIT = 100_000;

    public SecurityCode {
        if (!SIXTY.matcher(digits).matches()) {
            throw new IllegalArgumentException("a security code has sixty digits");
        }
    }

    /// One of the two.
    ///
    /// @param identifier what the user is known by, as both sides write it
    /// @param keys the identity keys of the user's devices that count, in any order
    public record Party(Octets identifier, List<PublicKey> keys) {
        public Party {
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("a party without keys");
            }
        }
    }

    /// Takes some milliseconds, on purpose.
    public static SecurityCode between(Party one, Party other) {
        var halves = Stream.of(half(one), half(other)).sorted().toList();
        return new SecurityCode(String.join("", halves));
    }

    private static String half(Party party) {
        var keys = Octets.concat(party.keys().stream()
                        .map(PublicKey::typed)
                        .sorted(Arrays::compareUnsigned)
                        .map(Octets::wrap)
                        .toArray(Octets[]::new))
                .toArray();
        var hash = Octets.concat(Octets.wrap(VERSION), Octets.wrap(keys), party.identifier())
                .toArray();
        for (var round = 0; round < ROUNDS; round++) {
            hash = Sha512.hash(hash, keys);
        }
        var digits = new StringBuilder();
        for (var at = 0; at < GROUPS * GROUP; at += GROUP) {
            digits.append(group(hash, at));
        }
        return digits.toString();
    }

    /// Five digits out of five bytes.
    private static String group(byte[] hash, int at) {
        var number = ByteBuffer.allocate(Long.BYTES)
                .put(Long.BYTES - GROUP, hash, at, GROUP)
                .getLong();
        return String.valueOf(GROUP_LIMIT + number % GROUP_LIMIT).substring(1);
    }

    /// As people read it: twelve groups of five.
    public String shown() {
        return digits.replaceAll("(.{5})(?=.)", "$1 ");
    }
}
