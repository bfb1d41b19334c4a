package io.wigwag.gateway.cli.demo;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        try {
            return new QRCodeReader().decode(bitmap).getText();
        } catch (ReaderException unreadable) {
            throw new StepFailed("the picture has no code that can be read");
        }
    }
}
