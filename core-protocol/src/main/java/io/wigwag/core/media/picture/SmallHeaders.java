package io.wigwag.core.media.picture;

import io.wigwag.core.octets.Octets;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Headers with the size at a fixed place.
final class SmallHeaders {
    static final Octets PNG = Octets.ofHex("89504e470d0a1a0a");
    static final Octets GIF = Octets.wrap("GIF8".getBytes(StandardCharsets.US_ASCII));
    private static final Octets RIFF = Octets.wrap("RIFF".getBytes(StandardCharsets.US_ASCII));
    private static final Octets WEBP = Octets.wrap("WEBP".getBytes(StandardCharsets.US_ASCII));

    private static final int ANIMATION = 2;

    private SmallHeaders() {}

    /// Signature, then a chunk that begins `length, IHDR, width, height`.
    static PictureFacts.Header png(DataInputStream in) throws UnreadablePicture, IOException {
        in.skipNBytes(PNG.size() + 4);
        if (in.readInt() != 0x49484452) {
            throw new UnreadablePicture("PNG: begins with another chunk");
        }
        var width = in.readInt();
        return header(PictureFormat.PNG, width, in.readInt(), false);
    }

    /// `GIF89a`, width and height in two bytes each, the low one first.
    static PictureFacts.Header gif(DataInputStream in) throws IOException {
        in.skipNBytes(6);
        var width = little(in, 2);
        return header(PictureFormat.GIF, width, little(in, 2), false);
    }

    static boolean isWebP(Octets signature) {
        return signature.startsWith(RIFF) && signature.slice(8, 12).equals(WEBP);
    }

    /// `RIFF size WEBP`, then one of three chunks: extended, lossless or lossy.
    static PictureFacts.Header webP(DataInputStream in) throws UnreadablePicture, IOException {
        in.skipNBytes(12);
        var chunk = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
        in.skipNBytes(4);
        return switch (chunk) {
            case "VP8X" -> {
                var flags = in.readUnsignedByte();
                in.skipNBytes(3);
                var width = little(in, 3) + 1;
                yield header(PictureFormat.WEBP, width, little(in, 3) + 1, (flags & ANIMATION) != 0);
            }
            case "VP8L" -> {
                if (in.readUnsignedByte() != 0x2f) {
                    throw new UnreadablePicture("WebP: no lossless picture");
                }
                var sizes = little(in, 4);
                yield header(PictureFormat.WEBP, (sizes & 0x3fff) + 1, (sizes >> 14 & 0x3fff) + 1, false);
            }
            case "VP8 " -> {
                in.skipNBytes(3);
                if (little(in, 3) != 0x2a019d) {
                    throw new UnreadablePicture("WebP: no key frame");
                }
                var width = little(in, 2) & 0x3fff;
                yield header(PictureFormat.WEBP, width, little(in, 2) & 0x3fff, false);
            }
            default -> throw new UnreadablePicture("WebP: begins with another chunk");
        };
    }

    private static PictureFacts.Header header(PictureFormat format, int width, int height, boolean animated) {
        return new PictureFacts.Header(format, width, height, animated, Turn.NONE);
    }

    private static int little(DataInputStream in, int bytes) throws IOException {
        var value = 0;
        for (var i = 0; i < bytes; i++) {
            value |= in.readUnsignedByte() << (8 * i);
        }
        return value;
    }
}
