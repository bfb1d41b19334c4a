package io.wigwag.core.media.picture;

import io.wigwag.core.media.webp.LosslessWebP;
import io.wigwag.core.octets.Octets;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Makes stickers of pictures: WebP, square, clear where the picture ends.
///
/// @param mostPixels of a picture; one that claims more is not decoded at all
/// @param mostBytes of a sticker; where it takes more its colours get coarser, and it is refused where that is in vain
public record Stickers(long mostPixels, int mostBytes) {
    /// As clients make them.
    public static final int EDGE = 512;
    public static final String MIMETYPE = "image/webp";
    /// Nobody has told how large a sticker may be; what people send stays below this.
    public static final Stickers DEFAULT = new Stickers(50_000_000, 1 << 20);

    private static final int COARSEST = 4;

    /// A sticker of a JPEG, a PNG or the first picture of a GIF. A WebP is one already, and is given back as it is.
    public Octets of(Octets picture) throws UnreadablePicture, IOException {
        var header = PictureFacts.Header.read(picture.asStream());
        if (header.format() == PictureFormat.WEBP) {
            return picture;
        }
        try (var input = new MemoryCacheImageInputStream(picture.asStream())) {
            var pixels = Raster.clear(Thinned.image(header, input, EDGE, mostPixels))
                    .fittedInto(EDGE)
                    .turned(header.turn())
                    .inSquare(EDGE);
            return fitting(pixels);
        }
    }

    private Octets fitting(int[] pixels) throws UnreadablePicture {
        for (var lost = 0; lost <= COARSEST; lost++) {
            var sticker = LosslessWebP.of(EDGE, coarse(pixels, lost));
            if (sticker.size() <= mostBytes) {
                return sticker;
            }
        }
        throw new UnreadablePicture("no sticker of " + mostBytes + " bytes or less comes of it");
    }

    /// With the lowest bits of each colour gone.
    private static int[] coarse(int[] pixels, int lost) {
        var kept = 0xff >> lost << lost;
        var mask = 0xff << 24 | kept << 16 | kept << 8 | kept;
        var coarse = new int[pixels.length];
        for (var i = 0; i < pixels.length; i++) {
            coarse[i] = pixels[i] & mask;
        }
        return coarse;
    }
}
