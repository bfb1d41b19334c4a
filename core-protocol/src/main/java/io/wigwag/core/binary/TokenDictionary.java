package io.wigwag.core.binary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The words that have a short form on the wire: one byte for the most frequent, two for the others. Both sides of a
/// connection use the same version, which the client names when it connects.
///
/// The words are interned, so that a decoded name and the literal that looks for it are the same object.
public final class TokenDictionary {
    /// What [#codeOf(String)] answers for a text that is no word.
    static final int NOT_A_TOKEN = -1;

    private static final int PAGE = 256;
    private static final int SLOTS = 1 << 12;

    private final int version;
    private final String[] singles = new String[Wire.FIRST_PAGE];
    private final String[] doubles = new String[Wire.PAGES * PAGE];
    private final @Nullable String[] slots = new @Nullable String[SLOTS];
    private final short[] codes = new short[SLOTS];
    private final int longest;
    private final long largestNumber;

    private TokenDictionary(int version) {
        this.version = version;
        var words = words(version);
        var length = 0;
        var number = 0L;
        for (var i = 0; i < words.length; i++) {
            var word = words[i].intern();
            if (i < singles.length) {
                singles[i] = word;
            } else {
                doubles[i - singles.length] = word;
            }
            if (i > 0) {
                put(word, i < singles.length ? i : Wire.FIRST_PAGE * PAGE + i - singles.length);
                length = Math.max(length, word.length());
                number = Math.max(number, numberOf(word));
            }
        }
        longest = length;
        largestNumber = number;
    }

    /// The words of today's clients.
    public static TokenDictionary version3() {
        return Third.DICTIONARY;
    }

    /// The words of clients of some years ago, which a server still has to speak to.
    public static TokenDictionary version2() {
        return Second.DICTIONARY;
    }

    private static String[] words(int version) {
        var name = "tokens-" + version + ".txt";
        try (var in = Objects.requireNonNull(TokenDictionary.class.getResourceAsStream(name), name)) {
            // A word a line; the first line is the empty text, which is no token.
            var words = new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1);
            var expected = Wire.FIRST_PAGE + Wire.PAGES * PAGE;
            if (words.length != expected + 1) {
                throw new IllegalStateException(name + ": " + words.length + " lines (expected: " + expected + ")");
            }
            return Arrays.copyOf(words, expected);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }

    private static long numberOf(String word) {
        return word.matches("[0-9]{1,18}") ? Long.parseLong(word) : 0;
    }

    private void put(String word, int code) {
        var slot = slot(word);
        while (slots[slot] != null) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        slots[slot] = word;
        codes[slot] = (short) code;
    }

    private static int slot(String word) {
        // Fibonacci hashing: the upper bits of the product depend on all bits of the hash.
        return (word.hashCode() * 0x9E3779B9) >>> 20;
    }

    public int version() {
        return version;
    }

    /// Whether clients of this version know the forms of Messenger's and interop addresses.
    boolean knowsForeignJids() {
        return version >= 3;
    }

    /// The largest number that is a word: larger ones need not be looked up.
    long largestNumber() {
        return largestNumber;
    }

    String single(int index) {
        return singles[index];
    }

    String onPage(int page, int index) {
        return doubles[page * PAGE + index];
    }

    /// The byte, or the two bytes, of a word; [#NOT_A_TOKEN] for any other text.
    @SuppressWarnings("ReferenceEquality")
    int codeOf(String text) {
        if (text.length() > longest) {
            return NOT_A_TOKEN;
        }
        for (var slot = slot(text); ; slot = (slot + 1) & (SLOTS - 1)) {
            var word = slots[slot];
            if (word == null) {
                return NOT_A_TOKEN;
            }
            if (word == text || word.equals(text)) {
                return codes[slot] & 0xFFFF;
            }
        }
    }

    private static final class Third {
        static final TokenDictionary DICTIONARY = new TokenDictionary(3);
    }

    private static final class Second {
        static final TokenDictionary DICTIONARY = new TokenDictionary(2);
    }
}
