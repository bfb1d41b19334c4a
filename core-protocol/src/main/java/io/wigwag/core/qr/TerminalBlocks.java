package io.wigwag.core.qr;

import java.util.ArrayList;
import java.util.List;

/// How a QR code is drawn with characters. A terminal's ground is one of the two colours, its ink the other; drawn for
/// the wrong one the code comes out inverted, which some cameras do not read.
public enum TerminalBlocks {
    /// Light ink on a dark ground, two modules of a column in one character. What most terminals are.
    DARK(true, false),
    /// Dark ink on a light ground, two modules in one character.
    LIGHT(false, false),
    /// Colours said by escape codes, whatever the terminal's own are; two modules in one character.
    COLOURED(false, true),
    /// As [#DARK], six modules in one character, for small windows: half as wide and two thirds as high. Modules are
    /// drawn a third higher than wide, which readers take; four in a character would be twice as high, which they
    /// don't. The characters are of Unicode 13: older fonts lack them.
    NARROW(true, false) {
        @Override
        List<String> draw(QrPicture picture) {
            var lines = new ArrayList<String>();
            for (var y = 0; y < picture.size(); y += SEXTANT_ROWS) {
                var line = new StringBuilder();
                for (var x = 0; x < picture.size(); x += 2) {
                    line.appendCodePoint(sextant(picture, x, y));
                }
                lines.add(line.toString());
            }
            return lines;
        }

        private int sextant(QrPicture picture, int x, int y) {
            var inked = 0;
            for (var part = 0; part < 2 * SEXTANT_ROWS; part++) {
                inked |= ink(picture, x + part % 2, y + part / 2) ? 1 << part : 0;
            }
            return switch (inked) {
                case 0 -> ' ';
                case LEFT_HALF -> '▌';
                case RIGHT_HALF -> '▐';
                case LEFT_HALF | RIGHT_HALF -> '█';
                // The others stand in their order, without those that had characters before.
                default -> FIRST_SEXTANT + inked - 1 - (inked > LEFT_HALF ? 1 : 0) - (inked > RIGHT_HALF ? 1 : 0);
            };
        }
    };

    private static final int SEXTANT_ROWS = 3;
    private static final int LEFT_HALF = 0b010101;
    private static final int RIGHT_HALF = 0b101010;
    private static final int FIRST_SEXTANT = 0x1FB00;
    /// Black ink on a white ground, in colours of 256 so that no theme changes them.
    private static final String BLACK_ON_WHITE = "\u001b[38;5;16m\u001b[48;5;231m";

    private static final String PLAIN = "\u001b[0m";

    private final boolean inkIsLight;
    private final boolean saysColours;

    TerminalBlocks(boolean inkIsLight, boolean saysColours) {
        this.inkIsLight = inkIsLight;
        this.saysColours = saysColours;
    }

    List<String> draw(QrPicture picture) {
        var lines = new ArrayList<String>();
        for (var y = 0; y < picture.size(); y += 2) {
            var line = new StringBuilder();
            for (var x = 0; x < picture.size(); x++) {
                var upper = ink(picture, x, y);
                var lower = ink(picture, x, y + 1);
                line.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
            }
            lines.add(saysColours ? BLACK_ON_WHITE + line + PLAIN : line.toString());
        }
        return lines;
    }

    /// Whether a module takes ink. Outside the picture is ground: a last half row must not look like margin's end.
    boolean ink(QrPicture picture, int x, int y) {
        var inside = x < picture.size() && y < picture.size();
        return inside && picture.isDark(x, y) != inkIsLight;
    }
}
