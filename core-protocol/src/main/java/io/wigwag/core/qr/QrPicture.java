package io.wigwag.core.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A text as a QR code: a square of dark and light modules with the light margin that readers need, ready to be drawn.
/// Error correction is the lowest: a screen has no stains, and fewer modules are larger ones for the camera.
///
/// It shows all of the text, secrets too; a picture of a pairing code is worth as much as the code.
public final class QrPicture {
    /// Modules of light around the code, as its standard wants.
    public static final int MARGIN = 4;

    private static final int MOST_PIXELS_PER_MODULE = 64;

    private final ByteMatrix modules;

    private QrPicture(ByteMatrix modules) {
        this.modules = modules;
    }

    /// The picture of a text.
    ///
    /// @throws IllegalArgumentException for a text that is empty or longer than any QR code holds
    public static QrPicture of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty text has no picture");
        }
        try {
            return new QrPicture(
                    Encoder.encode(text, ErrorCorrectionLevel.L, hints(text)).getMatrix());
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("a text of " + text.length() + " characters fits no QR code", tooLong);
        }
    }

    /// Only texts that need it name their character set, as not every reader knows the mark for it.
    private static Map<EncodeHintType, Object> hints(String text) {
        return text.chars().allMatch(character -> character < 0x80)
                ? Map.of()
                : Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8);
    }

    /// Modules of one side, both margins included.
    public int size() {
        return modules.getWidth() + 2 * MARGIN;
    }

    /// Whether a module is dark; all of the margin is light, and whatever lies outside.
    public boolean isDark(int x, int y) {
        var column = x - MARGIN;
        var row = y - MARGIN;
        return column >= 0
                && row >= 0
                && column < modules.getWidth()
                && row < modules.getHeight()
                && modules.get(column, row) == 1;
    }

    /// A PNG file in black and white.
    ///
    /// @param pixelsPerModule 1 to 64; with 8 a pairing code is some 500 pixels wide
    public Octets png(int pixelsPerModule) {
        if (pixelsPerModule < 1 || pixelsPerModule > MOST_PIXELS_PER_MODULE) {
            throw new IllegalArgumentException(
                    "pixelsPerModule: " + pixelsPerModule + " (expected: 1.." + MOST_PIXELS_PER_MODULE + ")");
        }
        return new PngWriter(this, pixelsPerModule).write();
    }

    /// An SVG document of any size, one unit a module: dark rows as one path on a light ground.
    public String svg() {
        var path = new StringBuilder();
        for (var y = 0; y < size(); y++) {
            for (var x = 0; x < size(); x++) {
                if (isDark(x, y)) {
                    var from = x;
                    while (isDark(x + 1, y)) {
                        x++;
                    }
                    path.append('M').append(from).append(' ').append(y);
                    path.append('h')
                            .append(x - from + 1)
                            .append("v1H")
                            .append(from)
                            .append('z');
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %1$d\" shape-rendering=\"crispEdges\">"
                        .formatted(size())
                + "<path fill=\"#fff\" d=\"M0 0h%1$dv%1$dH0z\"/><path d=\"%2$s\"/></svg>".formatted(size(), path);
    }

    /// Lines for a terminal; print them with a line end behind each.
    public List<String> lines(TerminalBlocks blocks) {
        return blocks.draw(this);
    }

    @Override
    public String toString() {
        return "QrPicture[" + size() + " modules]";
    }
}
