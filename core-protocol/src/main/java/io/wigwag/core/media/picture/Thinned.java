package io.wigwag.core.media.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// Decodes a picture with as many of its pixels left out as its later size allows.
final class Thinned {
    private Thinned() {}

    /// @param edge the longer side that the picture will have
    /// @param mostPixels of a picture; one that claims more is not decoded at all
    static BufferedImage image(PictureFacts.Header header, ImageInputStream input, int edge, long mostPixels)
            throws UnreadablePicture, IOException {
        if (header.facts().pixels() > mostPixels) {
            throw new UnreadablePicture("more than " + mostPixels + " pixels");
        }
        var reader = ImageIO.getImageReadersByFormatName(header.format().name().toLowerCase(Locale.ROOT))
                .next();
        try {
            reader.setInput(input, true, true);
            return decode(reader, header, edge);
        } catch (RuntimeException | IOException malformed) {
            // The JDK's decoders answer broken pictures with whatever exception their code runs into.
            throw new UnreadablePicture(header.format() + ": " + malformed.getMessage());
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage decode(ImageReader reader, PictureFacts.Header header, int edge)
            throws IOException, UnreadablePicture {
        if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
            throw new UnreadablePicture("two sizes in one picture");
        }
        var parameters = reader.getDefaultReadParam();
        // Twice the later size is left for averaging.
        var step = Math.max(1, Math.max(header.width(), header.height()) / (2 * edge));
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }
}
