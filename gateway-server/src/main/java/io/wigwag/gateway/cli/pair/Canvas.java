package io.wigwag.gateway.cli.pair;

import io.wigwag.core.qr.QrPicture;
import io.wigwag.core.qr.TerminalBlocks;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Draws codes with the characters that fit a terminal: what somebody wished for, or else what its variables say of it.
///
/// @param wish empty to find out
/// @param coloured whether the terminal may be told its colours
/// @param lightGround whether its ground is light, as far as known
record Canvas(Optional<Look> wish, boolean coloured, boolean lightGround) {
    private static final String WHITE_ON_BLACK = "\u001b[38;5;231m\u001b[48;5;16m";
    private static final String PLAIN = "\u001b[0m";
    /// Modules above each other in a character of the narrow form.
    private static final int NARROW_ROWS = 3;
    /// The colour numbers of white and light grey.
    private static final String LIGHT = "7|15";

    /// How codes are drawn; the word is what a person writes.
    enum Look {
        colour(TerminalBlocks.COLOURED),
        dark(TerminalBlocks.DARK),
        light(TerminalBlocks.LIGHT),
        narrow(TerminalBlocks.NARROW);

        private final TerminalBlocks blocks;

        Look(TerminalBlocks blocks) {
            this.blocks = blocks;
        }
    }

    /// @param live whether escape codes are understood at all
    static Canvas of(Optional<Look> wish, Map<String, String> environment, boolean live) {
        var colours = environment.getOrDefault("COLORFGBG", "");
        var ground = colours.substring(colours.lastIndexOf(';') + 1);
        // NO_COLOR is how people say, of every program, that they want none.
        var coloured = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Canvas(wish, coloured, ground.matches(LIGHT));
    }

    /// Columns and rows that a code takes at least.
    Window.Size needs(QrPicture picture) {
        return new Window.Size(columns(picture, narrowest()), rows(picture, narrowest()));
    }

    /// Whether a code will be drawn in the form that older fonts do not have.
    boolean isNarrow(QrPicture picture, Optional<Window.Size> room) {
        return !fits(picture, wish.orElse(usual()), room)
                || wish.filter(Look.narrow::equals).isPresent();
    }

    /// The lines of a code; nothing when it does not fit.
    ///
    /// @param room empty when there is room for everything
    Optional<List<String>> draw(QrPicture picture, Optional<Window.Size> room) {
        var look = wish.orElse(usual());
        if (fits(picture, look, room)) {
            return Optional.of(lines(picture, look));
        }
        return fits(picture, narrowest(), room) ? Optional.of(lines(picture, narrowest())) : Optional.empty();
    }

    private static boolean fits(QrPicture picture, Look look, Optional<Window.Size> room) {
        return room.map(size -> size.holds(columns(picture, look), rows(picture, look)))
                .orElse(true);
    }

    private Look usual() {
        if (coloured) {
            return Look.colour;
        }
        return lightGround ? Look.light : Look.dark;
    }

    /// The narrow form has light ink: on a light ground it needs colours.
    private Look narrowest() {
        return wish.orElse(coloured || !lightGround ? Look.narrow : Look.light);
    }

    private List<String> lines(QrPicture picture, Look look) {
        var lines = picture.lines(look.blocks);
        return look == Look.narrow && coloured
                ? lines.stream().map(line -> WHITE_ON_BLACK + line + PLAIN).toList()
                : lines;
    }

    private static int columns(QrPicture picture, Look look) {
        return look == Look.narrow ? (picture.size() + 1) / 2 : picture.size();
    }

    private static int rows(QrPicture picture, Look look) {
        return Math.ceilDiv(picture.size(), look == Look.narrow ? NARROW_ROWS : 2);
    }
}
