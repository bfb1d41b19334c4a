package io.wigwag.core.media.picture;

import io.wigwag.core.octets.Octets;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Size and turn of a JPEG: segments of `FF marker length` up to the one that begins a frame. The turn stands in an
/// EXIF segment before that, which is a small TIFF file.
final class JpegHeader {
    static final Octets SIGNATURE = Octets.ofHex("ffd8ff");

    /// Real files have a dozen before their frame; colour profiles come in several.
    private static final int MOST_SEGMENTS = 1000;
    private static final int EXIF = 0xe1;
    private static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ORIENTATION = 0x0112;

    private JpegHeader() {}

    static PictureFacts.Header read(DataInputStream in) throws UnreadablePicture, IOException {
        in.skipNBytes(2);
        var turn = Turn.NONE;
        for (var segment = 0; segment < MOST_SEGMENTS; segment++) {
            var marker = marker(in);
            var size = in.readUnsignedShort() - 2;
            if (size < 0) {
                throw new UnreadablePicture("JPEG: a segment shorter than its length");
            }
            if (isFrame(marker)) {
                in.skipNBytes(1);
                var height = in.readUnsignedShort();
                return new PictureFacts.Header(PictureFormat.JPEG, in.readUnsignedShort(), height, false, turn);
            }
            if (marker == EXIF) {
                turn = turn(in.readNBytes(size), turn);
            } else {
                in.skipNBytes(size);
            }
        }
        throw new UnreadablePicture("JPEG: no frame");
    }

    private static int marker(DataInputStream in) throws UnreadablePicture, IOException {
        if (in.readUnsignedByte() != 0xff) {
            throw new UnreadablePicture("JPEG: no marker between segments");
        }
        var marker = in.readUnsignedByte();
        while (marker == 0xff) {
            marker = in.readUnsignedByte();
        }
        return marker;
    }

    /// The begins of frames, among which tables have their markers too.
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static Turn turn(byte[] segment, Turn before) {
        var exif = ByteBuffer.wrap(segment);
        if (exif.remaining() < EXIF_NAME.length
                || !exif.slice(0, EXIF_NAME.length).equals(ByteBuffer.wrap(EXIF_NAME))) {
            return before;
        }
        try {
            return turn(exif.slice(EXIF_NAME.length, segment.length - EXIF_NAME.length), before);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException malformed) {
            // A picture with a broken note is still a picture.
            return before;
        }
    }

    private static Turn turn(ByteBuffer tiff, Turn before) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.position(tiff.getInt(4));
        for (var left = tiff.getShort() & 0xffff; left > 0; left--) {
            var tag = tiff.getShort() & 0xffff;
            tiff.position(tiff.position() + 6);
            var value = tiff.getShort();
            tiff.getShort();
            if (tag == ORIENTATION) {
                return Turn.ofExif(value);
            }
        }
        return before;
    }
}
