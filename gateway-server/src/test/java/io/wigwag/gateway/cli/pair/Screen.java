package io.wigwag.gateway.cli.pair;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a terminal shows of what is written to it: characters with their colours, on two pages. A camera looks at it
/// and sees pixels, cells twice as high as wide, ink and ground as the theme has them or as the writer said.
final class Screen {
    private static final Pattern SEQUENCE = Pattern.compile("\\[(\\??)([0-9;]*)([A-Za-z])");
    private static final int WHITE = 0xFFFFFF;
    private static final int BLACK = 0;
    /// Pixels of a character's width; its parts need 2 and 6 for their sides.
    private static final int CELL = 6;
    private static final int SEXTANT_ROWS = 3;

    private record Cell(int character, int ink, int ground) {}

    private final int columns;
    private final int rows;
    private final int themeInk;
    private final int themeGround;
    private Cell[][] page;
    private Cell[][] otherPage;
    private int row;
    private int column;
    private int otherRow;
    private int otherColumn;
    private int ink;
    private int ground;
    private boolean cursorShown = true;
    private boolean secondPage;
    private String unread = "";

    private Screen(int columns, int rows, int themeInk, int themeGround) {
        this.columns = columns;
        this.rows = rows;
        this.themeInk = themeInk;
        this.themeGround = themeGround;
        this.ink = themeInk;
        this.ground = themeGround;
        this.page = blank();
        this.otherPage = blank();
    }

    static Screen dark(int columns, int rows) {
        return new Screen(columns, rows, WHITE, BLACK);
    }

    static Screen light(int columns, int rows) {
        return new Screen(columns, rows, BLACK, WHITE);
    }

    private Cell[][] blank() {
        var blank = new Cell[rows][columns];
        for (var line : blank) {
            Arrays.fill(line, new Cell(' ', themeInk, themeGround));
        }
        return blank;
    }

    /// Takes what was written; a sequence that is cut off waits for its end.
    void write(CharSequence written) {
        var text = unread + written;
        var at = 0;
        while (at < text.length()) {
            var character = text.codePointAt(at);
            if (character != '\u001b') {
                put(character);
                at += Character.charCount(character);
                continue;
            }
            var sequence = SEQUENCE.matcher(text).region(at + 1, text.length());
            if (!sequence.lookingAt()) {
                break;
            }
            obey(sequence.group(1).isEmpty() ? "" : "?", sequence.group(2), sequence.group(3));
            at = sequence.end();
        }
        unread = text.substring(at);
    }

    private void put(int character) {
        switch (character) {
            case '\r' -> column = 0;
            case '\n' -> down();
            default -> {
                if (column == columns) {
                    column = 0;
                    down();
                }
                page[row][column++] = new Cell(character, ink, ground);
            }
        }
    }

    private void down() {
        if (row < rows - 1) {
            row++;
            return;
        }
        System.arraycopy(page, 1, page, 0, rows - 1);
        page[rows - 1] = blank()[0];
    }

    private void obey(String kind, String numbers, String order) {
        switch (kind + numbers + order) {
            case "?1049h" -> turn(true);
            case "?1049l" -> turn(false);
            case "?25h" -> cursorShown = true;
            case "?25l" -> cursorShown = false;
            case "H" -> {
                row = 0;
                column = 0;
            }
            case "2J" -> page = blank();
            case "2K" -> page[row] = blank()[0];
            case "J" -> clearBelow();
            case "0m" -> {
                ink = themeInk;
                ground = themeGround;
            }
            case "38;5;16m" -> ink = BLACK;
            case "38;5;231m" -> ink = WHITE;
            case "48;5;16m" -> ground = BLACK;
            case "48;5;231m" -> ground = WHITE;
            default -> throw new IllegalArgumentException("a sequence that no screen here knows: " + numbers + order);
        }
    }

    private void turn(boolean second) {
        if (secondPage != second) {
            var shown = page;
            page = otherPage;
            otherPage = shown;
            secondPage = second;
            var at = new int[] {row, column};
            row = otherRow;
            column = otherColumn;
            otherRow = at[0];
            otherColumn = at[1];
        }
    }

    private void clearBelow() {
        Arrays.fill(page[row], Math.min(column, columns), columns, new Cell(' ', themeInk, themeGround));
        for (var below = row + 1; below < rows; below++) {
            page[below] = blank()[0];
        }
    }

    boolean isCursorShown() {
        return cursorShown;
    }

    boolean isOnSecondPage() {
        return secondPage;
    }

    /// All lines, without the blanks behind them.
    String text() {
        var text = new StringBuilder();
        for (var line : page) {
            var letters = new StringBuilder();
            for (var cell : line) {
                letters.appendCodePoint(cell.character());
            }
            text.append(letters.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    /// What a phone's camera makes of the code on the screen; nothing when it sees none.
    Optional<String> scanned() throws Exception {
        var width = columns * CELL;
        var height = rows * 2 * CELL;
        var pixels = new int[width * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var cell = page[y / (2 * CELL)][x / CELL];
                pixels[y * width + x] = inked(cell.character(), x % CELL, y % (2 * CELL)) ? cell.ink() : cell.ground();
            }
        }
        var source = new RGBLuminanceSource(width, height, pixels);
        try {
            return Optional.of(new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText());
        } catch (NotFoundException none) {
            return Optional.empty();
        }
    }

    /// Whether a character has ink at a pixel of its cell.
    private static boolean inked(int character, int x, int y) {
        var upper = y < CELL;
        var left = x < CELL / 2;
        return switch (character) {
            case '█' -> true;
            case '▀' -> upper;
            case '▄' -> !upper;
            case '▌' -> left;
            case '▐' -> !left;
            default -> {
                var name = Character.getName(character);
                var part = y * SEXTANT_ROWS / (2 * CELL) * 2 + (left ? 1 : 2);
                yield name != null && name.startsWith("BLOCK SEXTANT-") && name.indexOf('0' + part) >= 0;
            }
        };
    }
}
