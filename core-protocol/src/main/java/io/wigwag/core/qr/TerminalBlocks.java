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
    /// As [#DARK], four modules in one character: half as wide and half as high, for small windows. The modules are
    /// not square then where the font's characters are not twice as high as wide.
    NARROW(true, false) {
        @Override
        List<String> draw(QrPicture picture) {
            var lines = new ArrayList<String>();
            for (var y = 0; y < picture.size(); y += 2) {
                var line = new StringBuilder();
                for (var x = 0; x < picture.size(); x += 2) {
                    var quarters = (ink(picture, x, y) ? 1 : 0)
                            | (ink(picture, x + 1, y) ? 2 : 0)
                            | (ink(picture, x, y + 1) ? 4 : 0)
                            | (ink(picture, x + 1, y + 1) ? 8 : 0);
                    line.append(QUARTERS.charAt(quarters));
                }
                lines.add(line.toString());
            }
            return lines;
        }
    };

    private static final String QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█";
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
