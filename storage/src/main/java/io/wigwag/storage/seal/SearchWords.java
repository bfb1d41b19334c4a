package io.wigwag.storage.seal;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The words of a text as a search compares them: compatibility forms made one (NFKC), case folded, marks kept on
/// their letters. Scripts that set no spaces give each pair of neighbouring characters as a word.
///
/// Bounded, because every word is an index entry: the first [#MOST] different ones count, and the first [#LONGEST]
/// characters of each.
public final class SearchWords {
    public static final int MOST = 64;
    public static final int LONGEST = 32;
    /// Longer texts are cut before anything else is done with them.
    static final int LONGEST_TEXT = 16 << 10;

    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private final Set<String> words = new LinkedHashSet<>();
    private final StringBuilder word = new StringBuilder();
    private int length;
    private int previous = -1;
    private boolean alone;

    private SearchWords() {}

    public static List<String> of(String text) {
        var cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
        var reader = new SearchWords();
        folded(cut).codePoints().takeWhile(_ -> reader.words.size() < MOST).forEach(reader::read);
        reader.endOfWord();
        reader.endOfRun();
        return reader.words.stream().limit(MOST).toList();
    }

    /// Lower, upper and again lower case, the last one character by character: only so do letters with several
    /// small or large forms meet (σ and ς; ẞ, ß and ss).
    private static String folded(String text) {
        var upper = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT);
        var lower = upper.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    private void read(int character) {
        if (!isPartOfWord(character)) {
            endOfWord();
            endOfRun();
        } else if (WITHOUT_SPACES.contains(UnicodeScript.of(character))) {
            endOfWord();
            if (previous >= 0) {
                words.add(Character.toString(previous) + Character.toString(character));
                alone = false;
            } else {
                alone = true;
            }
            previous = character;
        } else {
            endOfRun();
            if (length < LONGEST) {
                word.appendCodePoint(character);
                length++;
            }
        }
    }

    private void endOfWord() {
        if (length > 0) {
            words.add(word.toString());
            word.setLength(0);
            length = 0;
        }
    }

    /// A single character between others of another kind is a word of its own.
    private void endOfRun() {
        if (previous >= 0 && alone) {
            words.add(Character.toString(previous));
        }
        previous = -1;
    }

    private static boolean isPartOfWord(int character) {
        return Character.isLetterOrDigit(character)
                || switch (Character.getType(character)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }
}
