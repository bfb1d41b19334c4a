package io.wigwag.core.media.picture;

import io.wigwag.core.octets.Octets;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// What a picture's header says.
///
/// @param width as shown, after the turn that a camera asks for
/// @param height as shown
/// @param animated whether a sticker moves
public record PictureFacts(PictureFormat format, int width, int height, boolean animated, boolean turned) {
    private static final int SIGNATURE = 12;

    /// Reads as much of a stream as the header takes.
    public static PictureFacts read(InputStream picture) throws UnreadablePicture, IOException {
        return Header.read(picture).facts();
    }

    /// How many pixels it has.
    public long pixels() {
        return (long) width * height;
    }

    /// The facts with what only a decoder wants to know.
    record Header(PictureFormat format, int width, int height, boolean animated, Turn turn) {
        static Header read(InputStream picture) throws UnreadablePicture, IOException {
            var bytes = new BufferedInputStream(picture);
            bytes.mark(SIGNATURE);
            var signature = Octets.wrap(bytes.readNBytes(SIGNATURE));
            bytes.reset();
            try {
                var header = read(signature, new DataInputStream(bytes));
                if (header.width <= 0 || header.height <= 0) {
                    throw new UnreadablePicture("a picture without pixels");
                }
                return header;
            } catch (EOFException cut) {
                throw new UnreadablePicture("a picture cut within its header");
            }
        }

        private static Header read(Octets signature, DataInputStream in) throws UnreadablePicture, IOException {
            if (signature.startsWith(JpegHeader.SIGNATURE)) {
                return JpegHeader.read(in);
            }
            if (signature.startsWith(SmallHeaders.PNG)) {
                return SmallHeaders.png(in);
            }
            if (signature.startsWith(SmallHeaders.GIF)) {
                return SmallHeaders.gif(in);
            }
            if (signature.size() == SIGNATURE && SmallHeaders.isWebP(signature)) {
                return SmallHeaders.webP(in);
            }
            throw new UnreadablePicture("no format that we know");
        }

        PictureFacts facts() {
            return turn.swapsSides()
                    ? new PictureFacts(format, height, width, animated, true)
                    : new PictureFacts(format, width, height, animated, turn != Turn.NONE);
        }
    }
}
