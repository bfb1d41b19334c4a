package io.wigwag.core.media.picture;

import io.wigwag.core.octets.Octets;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Makes the small JPEGs that messages carry. A picture is thinned out while it is decoded, so that memory follows the
/// preview's size and not the picture's.
///
/// @param edge the longer side of a preview
/// @param mostPixels of a picture; one that claims more is not decoded at all
public record Thumbnails(int edge, long mostPixels) {
    /// As current clients make them of pictures.
    public static final Thumbnails DEFAULT = new Thumbnails(100, 50_000_000);

    private static final float QUALITY = 0.5f;

    /// A preview of a picture on disk; empty for formats that are not decoded here.
    public Optional<Octets> of(Path picture) throws UnreadablePicture, IOException {
        PictureFacts.Header header;
        try (var bytes = Files.newInputStream(picture)) {
            header = PictureFacts.Header.read(bytes);
        }
        try (var input = new FileImageInputStream(picture.toFile())) {
            return preview(header, input);
        }
    }

    /// A preview of a picture at hand.
    public Optional<Octets> of(Octets picture) throws UnreadablePicture, IOException {
        var header = PictureFacts.Header.read(picture.asStream());
        try (var input = new MemoryCacheImageInputStream(picture.asStream())) {
            return preview(header, input);
        }
    }

    private Optional<Octets> preview(PictureFacts.Header header, ImageInputStream input)
            throws UnreadablePicture, IOException {
        if (header.format() == PictureFormat.WEBP) {
            return Optional.empty();
        }
        return Optional.of(jpeg(Raster.of(Thinned.image(header, input, edge, mostPixels))
                .fittedInto(edge)
                .turned(header.turn())
                .toImage()));
    }

    private static Octets jpeg(BufferedImage image) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return Octets.wrap(out.toByteArray());
    }
}
