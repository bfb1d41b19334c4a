package io.wigwag.core.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything drawn is read back as a phone does: from pixels.
class QrPictureTest {
    private static final int BLACK = 0;
    private static final int WHITE = 0xFFFFFF;
    private static final int SEXTANT_ROWS = 3;

    /// As long as a pairing code is: with an address, a ref, three keys and a type.
    private static final String PAIRING = "https://wa.me/settings/linked_devices#2@"
            + "q0L9aB/".repeat(16) + ","
            + String.join(",", List.of("A".repeat(43) + "=", "b".repeat(43) + "=", "7".repeat(43) + "=", "1"));

    static Stream<String> texts() {
        return Stream.of("a", "123456789", PAIRING, "Zażółć 😀", "x".repeat(2900));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aPngIsReadBack(String text) throws Exception {
        var picture = QrPicture.of(text);
        var file = picture.png(4);

        var image = ImageIO.read(file.asStream());

        assertThat(image.getWidth()).isEqualTo(4 * picture.size()).isEqualTo(image.getHeight());
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(read(pixels, image.getWidth())).isEqualTo(text);
    }

    @Test
    void aPairingCodeIsASmallFile() {
        assertThat(QrPicture.of(PAIRING).png(8).size()).isLessThan(8 * 1024);
    }

    @Test
    void theMarginIsLight() {
        var picture = QrPicture.of("a");
        for (var at = 0; at < picture.size(); at++) {
            for (var depth = 0; depth < QrPicture.MARGIN; depth++) {
                assertThat(picture.isDark(at, depth)).isFalse();
                assertThat(picture.isDark(depth, at)).isFalse();
                assertThat(picture.isDark(at, picture.size() - 1 - depth)).isFalse();
                assertThat(picture.isDark(picture.size() - 1 - depth, at)).isFalse();
            }
        }
        assertThat(picture.isDark(QrPicture.MARGIN, QrPicture.MARGIN))
                .as("corner of the first mark")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void anSvgIsReadBack(String text) throws Exception {
        var svg = QrPicture.of(text).svg();

        assertThat(svg).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
        assertThat(read(paint(svg))).isEqualTo(text);
    }

    @Test
    void anSvgIsXml() throws Exception {
        var svg = QrPicture.of(PAIRING).svg();
        var factory = DocumentBuilderFactory.newInstance();

        var document = factory.newDocumentBuilder()
                .parse(Octets.wrap(svg.getBytes(StandardCharsets.UTF_8)).asStream());

        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    }

    @ParameterizedTest
    @EnumSource
    void aTerminalIsReadBack(TerminalBlocks blocks) throws Exception {
        for (var text : texts().toList()) {
            var picture = QrPicture.of(text);

            var lines = picture.lines(blocks);

            assertThat(lines).hasSize(Math.ceilDiv(picture.size(), blocks == TerminalBlocks.NARROW ? SEXTANT_ROWS : 2));
            assertThat(read(paint(lines, blocks, picture.size())))
                    .as(blocks.name())
                    .isEqualTo(text);
        }
    }

    @Test
    void narrowBlocksAreHalfAsWide() {
        var picture = QrPicture.of(PAIRING);

        assertThat(picture.lines(TerminalBlocks.DARK)).allMatch(line -> line.length() == picture.size());
        assertThat(picture.lines(TerminalBlocks.NARROW))
                .allMatch(line -> line.codePointCount(0, line.length()) == (picture.size() + 1) / 2);
    }

    @Test
    void textsWithoutAPictureAreRefused() {
        assertThatThrownBy(() -> QrPicture.of("x".repeat(3000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrPicture.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrPicture.of("a").png(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrPicture.of("a").png(65)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Runs the path of dark rectangles that our SVG is made of.
    private static boolean[][] paint(String svg) {
        var size = Integer.parseInt(first("viewBox=\"0 0 (\\d+) ", svg));
        var dark = new boolean[size][size];
        var rectangles = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1H(\\d+)z").matcher(first("<path d=\"([^\"]*)\"", svg));
        while (rectangles.find()) {
            var x = Integer.parseInt(rectangles.group(1));
            assertThat(rectangles.group(4)).isEqualTo(rectangles.group(1));
            Arrays.fill(
                    dark[Integer.parseInt(rectangles.group(2))], x, x + Integer.parseInt(rectangles.group(3)), true);
        }
        return dark;
    }

    private static String first(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    /// What a terminal shows: characters of two or four modules, with its own colours or those that it is told.
    private static boolean[][] paint(List<String> lines, TerminalBlocks blocks, int size) {
        var dark = new boolean[size][size];
        var inkIsDark = blocks == TerminalBlocks.LIGHT || blocks == TerminalBlocks.COLOURED;
        for (var row = 0; row < size; row++) {
            if (blocks == TerminalBlocks.NARROW) {
                var letters = lines.get(row / SEXTANT_ROWS).codePoints().toArray();
                for (var column = 0; column < size; column++) {
                    var part = row % SEXTANT_ROWS * 2 + column % 2;
                    dark[row][column] = (sextant(letters[column / 2]) >> part & 1) == 0;
                }
                continue;
            }
            var line = lines.get(row / 2);
            if (blocks == TerminalBlocks.COLOURED) {
                assertThat(line).startsWith("\u001b[38;5;16m\u001b[48;5;231m").endsWith("\u001b[0m");
                line = line.replaceAll("\u001b\\[[0-9;]*m", "");
            }
            for (var column = 0; column < size; column++) {
                dark[row][column] = ink(line, row % 2, column) == inkIsDark;
            }
        }
        return dark;
    }

    /// Which of its six parts a character inks, read from its name in Unicode.
    private static int sextant(int character) {
        return switch (character) {
            case ' ' -> 0;
            case '▌' -> 0b010101;
            case '▐' -> 0b101010;
            case '█' -> 0b111111;
            default ->
                Character.getName(character)
                        .replace("BLOCK SEXTANT-", "")
                        .chars()
                        .map(part -> 1 << (part - '1'))
                        .sum();
        };
    }

    private static boolean ink(String line, int half, int column) {
        var upper = half == 0;
        return (upper ? "▀█" : "▄█").indexOf(line.charAt(column)) >= 0;
    }

    private static String read(boolean[][] dark) throws Exception {
        var scale = 3;
        var width = dark.length * scale;
        var pixels = new int[width * width];
        for (var y = 0; y < width; y++) {
            for (var x = 0; x < width; x++) {
                pixels[y * width + x] = dark[y / scale][x / scale] ? BLACK : WHITE;
            }
        }
        return read(pixels, width);
    }

    private static String read(int[] pixels, int width) throws Exception {
        LuminanceSource source = new RGBLuminanceSource(width, pixels.length / width, pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }
}
