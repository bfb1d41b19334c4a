package io.wigwag.core.message.content;

import java.util.Optional;

/// Written words. Formatting is part of them: `*bold*`, `_italic_`, `~struck out~`, lists and quotes by their marks.
///
/// @param preview a card for a link in the text
/// @param style colours and letters of a status
public record Text(String text, Optional<LinkPreview> preview, Optional<Style> style) implements Content {

    public static Text of(String text) {
        return new Text(text, Optional.empty(), Optional.empty());
    }

    public Text withPreview(LinkPreview card) {
        return new Text(text, Optional.of(card), style);
    }

    public Text withStyle(Style look) {
        return new Text(text, preview, Optional.of(look));
    }

    /// How a status looks.
    ///
    /// @param background alpha, red, green and blue, a byte each; 0 for none
    /// @param foreground likewise, of the letters
    public record Style(int background, int foreground, Font font) {
        public static Style on(int background, Font font) {
            return new Style(background, 0, font);
        }
    }

    /// Letters of statuses.
    public enum Font {
        SYSTEM(0),
        SYSTEM_TEXT(1),
        SCRIPT(2),
        SYSTEM_BOLD(6),
        MORNING_BREEZE(7),
        CALISTOGA(8),
        EXO_2(9),
        COURIER_PRIME(10);

        private final int number;

        Font(int number) {
            this.number = number;
        }

        /// Its number on the wire.
        public int number() {
            return number;
        }
    }

    /// Without the words.
    @Override
    public String toString() {
        return "Text[" + text.length() + " characters]";
    }
}
