package io.wigwag.core.pairing;

import io.wigwag.core.crypto.Pbkdf2;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodePairingFailure.Reason;
import java.security.SecureRandom;

/// The eight characters that a companion shows and its owner types on the phone. Only the two of them know it, for some
/// three minutes; it keeps the server from reading or replacing the keys that they exchange. Prints nothing of itself.
public record PairingCode(String characters) {
    /// Without 0, I, O and U, which people confuse or find words with.
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTVWXYZ";

    private static final int SIZE = 8;
    private static final int BITS = 5;
    static final int RANDOM = SIZE * BITS / Byte.SIZE;
    private static final int ROUNDS = 1 << 17;
    private static final int KEY = 32;

    public PairingCode {
        if (characters.length() != SIZE || !characters.chars().allMatch(PairingCode::isCharacter)) {
            throw new IllegalArgumentException("a pairing code has " + SIZE + " capital letters or digits");
        }
    }

    public static PairingCode generate(SecureRandom random) {
        var bytes = new byte[RANDOM];
        random.nextBytes(bytes);
        return new PairingCode(characters(bytes));
    }

    /// Five bytes as people read them, first bit first.
    static String characters(byte[] bytes) {
        var bits = 0L;
        for (var b : bytes) {
            bits = (bits << Byte.SIZE) | (b & 0xff);
        }
        var characters = new char[SIZE];
        for (var i = SIZE - 1; i >= 0; i--) {
            characters[i] = ALPHABET.charAt((int) (bits & ((1 << BITS) - 1)));
            bits >>>= BITS;
        }
        return new String(characters);
    }

    /// What someone typed: as the phone does, in either case and without all that is neither letter nor digit. A code
    /// that an owner has chosen may hold letters that generated ones never do.
    public static PairingCode parse(String typed) throws CodePairingFailure {
        var characters = new StringBuilder(SIZE);
        for (var i = 0; i < typed.length(); i++) {
            var character = capital(typed.charAt(i));
            if (isCharacter(character)) {
                characters.append(character);
            }
        }
        if (characters.length() != SIZE) {
            throw new CodePairingFailure(
                    Reason.MISTYPED, "a pairing code has " + SIZE + " letters and digits, not " + characters.length());
        }
        return new PairingCode(characters.toString());
    }

    /// As people read it: `ABCD-1234`.
    public String shown() {
        return shown(characters);
    }

    static String shown(String characters) {
        return characters.substring(0, SIZE / 2) + "-" + characters.substring(SIZE / 2);
    }

    /// The key that this code makes with a salt. Takes a noticeable part of a second, which is its point.
    public Octets key(Octets salt) {
        return Octets.wrap(Pbkdf2.derive(characters, salt.toArray(), ROUNDS, KEY));
    }

    /// By hand, because a locale's idea of capitals goes beyond ASCII.
    private static char capital(char character) {
        return character >= 'a' && character <= 'z' ? (char) (character - 'a' + 'A') : character;
    }

    private static boolean isCharacter(int character) {
        return (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
    }

    @Override
    public String toString() {
        return "PairingCode[redacted]";
    }
}
