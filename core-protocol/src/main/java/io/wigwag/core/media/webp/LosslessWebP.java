package io.wigwag.core.media.webp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wigwag.core.octets.Octets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes pictures as lossless WebP.
///
/// ```
/// "RIFF" size "WEBP" "VP8L" size 2f  width-1:14 height-1:14 transparent:1 version:3
///   1 2:2                    green is taken from red and blue
///   1 0:2 block-2:3 ways     pixels are what a guess leaves of them
///   0                        no more of such
///   0 0 codes words          neither a colour cache nor further codes
/// ```
public final class LosslessWebP {
    /// The longest side that the format knows.
    public static final int LONGEST = 1 << 14;

    private static final int SIGNATURE = 0x2f;
    private static final int GUESSED = 0;
    private static final int GREEN_TAKEN = 2;
    private static final int OPAQUE = 0xff;

    private LosslessWebP() {}

    /// The file of a picture.
    ///
    /// @param pixels in rows of `width`, each 0xAARRGGBB
    public static Octets of(int width, int[] pixels) {
        var height = width > 0 ? pixels.length / width : 0;
        if (height < 1 || width > LONGEST || height > LONGEST || width * height != pixels.length) {
            throw new IllegalArgumentException(pixels.length + " pixels in rows of " + width);
        }
        var bits = new Bits();
        bits.put(SIGNATURE, 8);
        bits.put(width - 1, 14);
        bits.put(height - 1, 14);
        bits.put(isOpaque(pixels) ? 0 : 1, 1);
        bits.put(0, 3);
        bits.put(1, 1);
        bits.put(GREEN_TAKEN, 2);
        var prediction = Prediction.of(width, withoutGreen(pixels));
        bits.put(1, 1);
        bits.put(GUESSED, 2);
        bits.put(Prediction.BLOCK - 2, 3);
        bits.put(0, 1);
        Words.of(Prediction.blocks(width), asGreen(prediction.ways())).write(bits);
        bits.put(0, 1);
        bits.put(0, 2);
        Words.of(width, prediction.left()).write(bits);
        return file(bits.toBytes());
    }

    private static boolean isOpaque(int[] pixels) {
        for (var pixel : pixels) {
            if (pixel >>> 24 != OPAQUE) {
                return false;
            }
        }
        return true;
    }

    /// What can't be seen has no colour.
    private static int[] withoutGreen(int[] pixels) {
        var taken = new int[pixels.length];
        for (var i = 0; i < pixels.length; i++) {
            var pixel = pixels[i] >>> 24 == 0 ? 0 : pixels[i];
            var green = pixel >>> 8 & 0xff;
            taken[i] = Prediction.minus(pixel, green << 16 | green);
        }
        return taken;
    }

    private static int[] asGreen(int[] numbers) {
        var pixels = new int[numbers.length];
        for (var i = 0; i < pixels.length; i++) {
            pixels[i] = OPAQUE << 24 | numbers[i] << 8;
        }
        return pixels;
    }

    private static Octets file(byte[] picture) {
        var padded = picture.length + (picture.length & 1);
        var file = ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(US_ASCII)).putInt(12 + padded);
        file.put("WEBPVP8L".getBytes(US_ASCII)).putInt(picture.length).put(picture);
        return Octets.wrap(file.array());
    }
}
