package io.wigwag.core.qr;

import io.wigwag.core.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A PNG file with one bit a pixel, which needs no graphics of the JDK: a signature and three chunks.
///
/// ```
/// 89 "PNG" 0d 0a 1a 0a | IHDR | IDAT | IEND      chunk = size 4 | name 4 | content | CRC 4
/// IHDR = width 4 | height 4 | bits 1 | colours 0 (grey) | 0 0 0
/// IDAT = zlib(rows)      row = filter 0 | pixels, first in the highest bit, 1 is white
/// ```
final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
    private static final int HEADER = 13;
    private static final int CHUNK_FRAME = 12;

    private final QrPicture picture;
    private final int scale;
    private final int pixels;

    PngWriter(QrPicture picture, int scale) {
        this.picture = picture;
        this.scale = scale;
        pixels = picture.size() * scale;
    }

    Octets write() {
        var header = ByteBuffer.allocate(HEADER)
                .putInt(pixels)
                .putInt(pixels)
                .put((byte) 1)
                .array();
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        file.writeBytes(chunk("IHDR", header));
        file.writeBytes(chunk("IDAT", deflated(rows())));
        file.writeBytes(chunk("IEND", new byte[0]));
        return Octets.wrap(file.toByteArray());
    }

    private byte[] rows() {
        var stride = 1 + (pixels + 7) / 8;
        var rows = new byte[stride * pixels];
        for (var y = 0; y < pixels; y++) {
            for (var x = 0; x < pixels; x++) {
                if (!picture.isDark(x / scale, y / scale)) {
                    rows[y * stride + 1 + x / 8] |= (byte) (0x80 >>> (x % 8));
                }
            }
        }
        return rows;
    }

    private static byte[] deflated(byte[] plain) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(plain);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static byte[] chunk(String name, byte[] content) {
        var letters = name.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(letters);
        sum.update(content);
        return ByteBuffer.allocate(CHUNK_FRAME + content.length)
                .putInt(content.length)
                .put(letters)
                .put(content)
                .putInt((int) sum.getValue())
                .array();
    }
}
