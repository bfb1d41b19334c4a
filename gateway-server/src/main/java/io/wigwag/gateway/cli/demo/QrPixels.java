package io.wigwag.gateway.cli.demo;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/// Reads a QR code as a camera would: from the pixels of a picture and nothing else.
final class QrPixels {
    private QrPixels() {}

    static String read(byte[] picture) throws IOException, StepFailed {
        var image = ImageIO.read(new ByteArrayInputStream(picture));
        StepFailed.unless(image != null, "what came is not a picture");
        var width = image.getWidth();
        var height = image.getHeight();
        var pixels = image.getRGB(0, 0, width, height, new int[width * height], 0, width);
        var source = new RGBLuminanceSource(width, height, pixels);
        // A camera has many looks at a code; this reader misses one in some hundreds with a single kind of look.
        return looked(new HybridBinarizer(source), DecodeHintType.TRY_HARDER)
                .or(() -> looked(new GlobalHistogramBinarizer(source), DecodeHintType.TRY_HARDER))
                .or(() -> looked(new GlobalHistogramBinarizer(source), DecodeHintType.PURE_BARCODE))
                .orElseThrow(() -> new StepFailed("the picture has no code that can be read"));
    }

    private static Optional<String> looked(Binarizer pixels, DecodeHintType how) {
        try {
            return Optional.of(new QRCodeReader()
                    .decode(new BinaryBitmap(pixels), Map.of(how, true))
                    .getText());
        } catch (ReaderException unreadable) {
            return Optional.empty();
        }
    }
}
