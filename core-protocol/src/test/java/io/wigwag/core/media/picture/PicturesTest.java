package io.wigwag.core.media.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PicturesTest {
    private static final long SEED = 8_06;
    private static final int RED = 0xff0000;
    private static final int GREEN = 0x00ff00;
    private static final int BLUE = 0x0000ff;
    private static final int WHITE = 0xffffff;

    /// Four fields of colour: red and green above, blue and white below.
    private static BufferedImage fields(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var left = x < width / 2;
                image.setRGB(x, y, y < height / 2 ? left ? RED : GREEN : left ? BLUE : WHITE);
            }
        }
        return image;
    }

    private static Octets written(BufferedImage image, PictureFormat format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format.name(), out)).isTrue();
        return Octets.wrap(out.toByteArray());
    }

    /// A JPEG that its camera held in another way.
    private static Octets turned(Octets jpeg, int orientation) {
        var exif = "ffe1" + "0022" + "457869660000" + "4d4d002a00000008" + "0001" + "0112" + "0003" + "00000001"
                + "%04x0000".formatted(orientation) + "00000000";
        return Octets.concat(jpeg.slice(0, 2), Octets.ofHex(exif), jpeg.slice(2, jpeg.size()));
    }

    private static PictureFacts facts(Octets picture) throws Exception {
        return PictureFacts.read(picture.asStream());
    }

    private static BufferedImage preview(Octets picture) throws Exception {
        var jpeg = Thumbnails.DEFAULT.of(picture).orElseThrow();
        assertThat(facts(jpeg).format()).isEqualTo(PictureFormat.JPEG);
        return ImageIO.read(jpeg.asStream());
    }

    private static int colourAt(BufferedImage image, double x, double y) {
        var pixel = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
        var colour = 0;
        for (var shift = 0; shift <= 16; shift += 8) {
            colour |= (pixel >> shift & 0xff) > 127 ? 0xff << shift : 0;
        }
        return colour;
    }

    private static String corners(BufferedImage image) {
        var text = new StringBuilder();
        for (var corner : new double[][] {{.25, .25}, {.75, .25}, {.25, .75}, {.75, .75}}) {
            text.append(
                    switch (colourAt(image, corner[0], corner[1])) {
                        case RED -> 'r';
                        case GREEN -> 'g';
                        case BLUE -> 'b';
                        case WHITE -> 'w';
                        default -> '?';
                    });
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG", "GIF"})
    void sizesStandInHeadersAndPreviewsShowTheSame(PictureFormat format) throws Exception {
        var picture = written(fields(640, 400), format);
        assertThat(facts(picture)).isEqualTo(new PictureFacts(format, 640, 400, false, false));
        var preview = preview(picture);
        assertThat(preview.getWidth()).isEqualTo(100);
        assertThat(preview.getHeight()).isEqualTo(62);
        assertThat(corners(preview)).isEqualTo("rgbw");
    }

    /// Where the red, green, blue and white fields come to lie by the definition of the eight values.
    @ParameterizedTest
    @CsvSource({"1,rgbw", "2,grwb", "3,wbgr", "4,bwrg", "5,rbgw", "6,brwg", "7,wgbr", "8,gwrb", "9,rgbw"})
    void previewsAreTurnedAsTheCameraAsks(int orientation, String expected) throws Exception {
        var picture = turned(written(fields(320, 200), PictureFormat.JPEG), orientation);
        var swapped = orientation >= 5 && orientation <= 8;
        var facts = facts(picture);
        assertThat(facts.width()).isEqualTo(swapped ? 200 : 320);
        assertThat(facts.turned()).isEqualTo(orientation > 1 && orientation < 9);
        var preview = preview(picture);
        assertThat(preview.getHeight() > preview.getWidth()).isEqualTo(swapped);
        assertThat(corners(preview)).isEqualTo(expected);
    }

    @Test
    void whatIsClearIsWhite() throws Exception {
        var clear = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
        assertThat(corners(preview(written(clear, PictureFormat.PNG)))).isEqualTo("wwww");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,5000", "5000,1", "99,100", "101,7"})
    void unusualSizesHavePreviewsToo(int width, int height) throws Exception {
        var preview = preview(written(fields(width, height), PictureFormat.PNG));
        assertThat(Math.max(preview.getWidth(), preview.getHeight())).isLessThanOrEqualTo(100);
    }

    @Test
    void aFileOnDiskIsReadInPlace(@TempDir Path folder) throws Exception {
        var file = Files.write(
                folder.resolve("picture"),
                written(fields(500, 500), PictureFormat.JPEG).toArray());
        assertThat(Thumbnails.DEFAULT.of(file)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "VP8X,02000000ff0100ff0000,512,256,true",
        "VP8X,00000000ff0100ff0000,512,256,false",
        "VP8L,2fffc13f00,512,256,false",
        "'VP8 ',0000009d012a00020001,512,256,false"
    })
    void stickersSayTheirSizeInThreeWays(String chunk, String body, int width, int height, boolean animated)
            throws Exception {
        var sticker = Octets.concat(
                Octets.wrap(("RIFF....WEBP" + chunk + "....").getBytes(StandardCharsets.US_ASCII)), Octets.ofHex(body));
        assertThat(facts(sticker)).isEqualTo(new PictureFacts(PictureFormat.WEBP, width, height, animated, false));
        assertThat(Thumbnails.DEFAULT.of(sticker)).isEqualTo(Optional.empty());
    }

    /// A few bytes that would be gigabytes.
    @Test
    void aPictureThatClaimsTooMuchIsNotDecoded() throws Exception {
        var bomb = ByteBuffer.wrap(written(fields(10, 10), PictureFormat.PNG).toArray())
                .putInt(16, 60_000)
                .putInt(20, 60_000);
        assertThat(facts(Octets.wrap(bomb.array())).pixels()).isEqualTo(3_600_000_000L);
        unreadable(Octets.wrap(bomb.array()));
    }

    private static void unreadable(Octets picture) {
        assertThatThrownBy(() -> Thumbnails.DEFAULT.of(picture)).isInstanceOf(UnreadablePicture.class);
    }

    /// Seeded: bytes changed and cut anywhere end in one exception, or in a picture.
    @Test
    void brokenPicturesEndInOneException() throws Exception {
        var random = new SeededRandom(SEED);
        for (var format : new PictureFormat[] {PictureFormat.JPEG, PictureFormat.PNG, PictureFormat.GIF}) {
            var whole = turned(written(fields(64, 48), format), 6).toArray();
            for (var round = 0; round < 300; round++) {
                var bytes = whole.clone();
                for (var change = 0; change < 1 + random.nextInt(8); change++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                var picture = Octets.copyOf(bytes, 0, 1 + random.nextInt(bytes.length));
                try {
                    assertThat(Thumbnails.DEFAULT.of(picture))
                            .as("seed " + SEED)
                            .isNotNull();
                } catch (UnreadablePicture refused) {
                    assertThat(refused).hasMessageNotContaining("null pointer");
                }
            }
        }
        unreadable(Octets.EMPTY);
    }
}
