package io.wigwag.gateway.message;

import io.wigwag.core.media.MediaReference;
import io.wigwag.core.media.picture.PictureFacts;
import io.wigwag.core.media.picture.Thumbnails;
import io.wigwag.core.media.picture.UnreadablePicture;
import io.wigwag.core.message.content.Dimensions;
import io.wigwag.core.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A picture on its way, looked at while it passes: how large it is, and a small one to be shown before it is fetched.
/// What is larger than pictures are passes unseen.
final class Glimpse extends FilterInputStream {
    private static final int LARGEST = 16 << 20;

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private boolean overlooked;

    Glimpse(InputStream picture) {
        super(picture);
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        if (one >= 0) {
            see(new byte[] {(byte) one}, 0, 1);
        }
        return one;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        var count = super.read(into, from, most);
        if (count > 0) {
            see(into, from, count);
        }
        return count;
    }

    private void see(byte[] bytes, int from, int count) {
        if (!overlooked && seen.size() + count <= LARGEST) {
            seen.write(bytes, from, count);
        } else {
            overlooked = true;
            seen.reset();
        }
    }

    /// What was seen of the file that lies there now; nothing of one that is no picture.
    HostedFile of(MediaReference there) throws IOException {
        if (overlooked) {
            return HostedFile.of(there);
        }
        try {
            var picture = Octets.wrap(seen.toByteArray());
            var facts = PictureFacts.read(picture.asStream());
            var small = Thumbnails.DEFAULT.of(picture).orElse(Octets.EMPTY);
            return new HostedFile(there, new Dimensions(facts.width(), facts.height()), small);
        } catch (UnreadablePicture other) {
            return HostedFile.of(there);
        }
    }
}
