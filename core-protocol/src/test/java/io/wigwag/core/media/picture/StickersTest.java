package io.wigwag.core.media.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.media.webp.LosslessWebP;
import io.wigwag.core.octets.Octets;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What we write is read by a decoder that others wrote.
class StickersTest {
    private static final long SEED = 8_08;

    private final SplittableRandom random = new SplittableRandom(SEED);

    private static int[] pixels(int width, int height, IntBinaryOperator pixel) {
        var pixels = new int[width * height];
        for (var i = 0; i < pixels.length; i++) {
            pixels[i] = pixel.applyAsInt(i % width, i / width);
        }
        return pixels;
    }

    private static BufferedImage read(Octets webp) throws IOException {
        return Objects.requireNonNull(ImageIO.read(webp.asStream()), "no decoder for WebP");
    }

    private static int[] seen(BufferedImage image) {
        var width = image.getWidth();
        var pixels = image.getRGB(0, 0, width, image.getHeight(), new int[width * image.getHeight()], 0, width);
        for (var i = 0; i < pixels.length; i++) {
            // What can't be seen has no colour.
            pixels[i] = pixels[i] >>> 24 == 0 ? 0 : pixels[i];
        }
        return pixels;
    }

    private static Octets png(int width, int[] pixels) throws IOException {
        var image = new BufferedImage(width, pixels.length / width, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, pixels.length / width, pixels, 0, width);
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "png", out)).isTrue();
        return Octets.wrap(out.toByteArray());
    }

    private void isReadAsWritten(int width, int[] pixels) throws IOException {
        var webp = LosslessWebP.of(width, pixels);
        assertThat(webp.size() % 2).isZero();
        var image = read(webp);
        assertThat(image.getWidth()).isEqualTo(width);
        var meant = pixels.clone();
        for (var i = 0; i < meant.length; i++) {
            meant[i] = meant[i] >>> 24 == 0 ? 0 : meant[i];
        }
        assertThat(seen(image)).as("seed %s", SEED).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,40", "40,1", "3,7", "16,16", "17,33", "200,150", "512,512"})
    void everyPictureComesBackToThePixel(int width, int height) throws IOException {
        isReadAsWritten(width, pixels(width, height, (_, _) -> 0xff808080));
        isReadAsWritten(width, pixels(width, height, (_, _) -> 0));
        isReadAsWritten(width, pixels(width, height, (_, _) -> random.nextInt()));
        isReadAsWritten(width, pixels(width, height, (_, _) -> random.nextInt() | 0xff << 24));
        isReadAsWritten(
                width,
                pixels(width, height, (x, y) -> 0xff << 24 | (x & 0xff) << 16 | (y & 0xff) << 8 | (x + y & 0xff)));
        isReadAsWritten(width, pixels(width, height, (x, y) -> x / 9 + y / 5 & 1));
        isReadAsWritten(
                width,
                pixels(
                        width,
                        height,
                        (x, y) -> (x / 11 + y / 7) % 3 == 0 ? 0x00ffffff : 0xff00ff00 | random.nextInt(4)));
    }

    @Test
    void aCodeThatWouldGetTooLongIsStillOne() throws IOException {
        // Each colour is twice as frequent as the next one, which no code of 15 bits can follow.
        isReadAsWritten(512, pixels(512, 512, (_, _) -> {
            var rare = Integer.numberOfTrailingZeros(random.nextInt() | 1 << 24);
            return 0xff << 24 | (rare * 9) << 8;
        }));
    }

    @Test
    void aPictureGetsItsClearSquare() throws Exception {
        var sticker = Stickers.DEFAULT.of(png(300, pixels(300, 100, (x, _) -> x < 150 ? 0xffff0000 : 0x800000ff)));
        var facts = PictureFacts.read(sticker.asStream());
        assertThat(facts.format()).isEqualTo(PictureFormat.WEBP);
        assertThat(facts.width()).isEqualTo(Stickers.EDGE);
        assertThat(facts.height()).isEqualTo(Stickers.EDGE);
        var image = read(sticker);
        assertThat(image.getRGB(0, 0)).isZero();
        assertThat(image.getRGB(256, 200)).isZero();
        assertThat(image.getRGB(200, 256)).isEqualTo(0xffff0000);
        assertThat(image.getRGB(300, 256)).isEqualTo(0x800000ff);
    }

    @Test
    void aLargePictureIsMadeSmallerAndWhatIsClearHasNoPartInItsColour() throws Exception {
        var sticker =
                Stickers.DEFAULT.of(png(2048, pixels(2048, 1024, (x, _) -> x % 2 == 0 ? 0xff00ff00 : 0x00ff0000)));
        var image = read(sticker);
        assertThat(image.getRGB(256, 10)).isZero();
        assertThat(image.getRGB(256, 256) & 0xffffff).isEqualTo(0x00ff00);
    }

    @Test
    void coloursGetCoarserWhereASizeIsWanted() throws Exception {
        var noise = png(512, pixels(512, 512, (_, _) -> random.nextInt() | 0xff << 24));
        var fine = new Stickers(1_000_000, 1 << 20).of(noise);
        var coarse = new Stickers(1_000_000, fine.size() - 1).of(noise);
        assertThat(coarse.size()).isLessThan(fine.size());
        assertThat(read(coarse).getWidth()).isEqualTo(Stickers.EDGE);
        assertThatThrownBy(() -> new Stickers(1_000_000, 1000).of(noise)).isInstanceOf(UnreadablePicture.class);
    }

    @Test
    void aStickerIsOneAlreadyAndWhatIsNoPictureIsRefused() throws Exception {
        var sticker = LosslessWebP.of(2, new int[] {1, 2, 3, 4});
        assertThat(Stickers.DEFAULT.of(sticker)).isEqualTo(sticker);
        assertThatThrownBy(() -> Stickers.DEFAULT.of(Octets.ofHex("00112233445566778899aabb")))
                .isInstanceOf(UnreadablePicture.class);
        var large = png(100, new int[10_000]);
        assertThatThrownBy(() -> new Stickers(9_999, 1 << 20).of(large)).isInstanceOf(UnreadablePicture.class);
        assertThatThrownBy(() -> LosslessWebP.of(3, new int[4])).isInstanceOf(IllegalArgumentException.class);
    }
}
