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
import java.util.concurrent.Semaphore;

/// A picture on its way, looked at while it passes: how large it is, and a small one to be shown before it is fetched.
/// What is larger than pictures are passes unseen, and so does what comes while too much is looked at.
final class Glimpse extends FilterInputStream {
    private static final int LARGEST = 16 << 20;
    /// Sight is taken in pieces of so many bytes.
    private static final int PIECE = 64 << 10;

    private final Semaphore sights;
    private ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private int taken;
    private boolean overlooked;

    /// @param sights how many bytes all that pass at once may hold; given back when closed
    Glimpse(InputStream picture, Semaphore sights) {
        super(picture);
        this.sights = sights;
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

    private synchronized void see(byte[] bytes, int from, int count) {
        if (!overlooked && seen.size() + count <= LARGEST && holds(seen.size() + count)) {
            seen.write(bytes, from, count);
        } else {
            overlook();
        }
    }

    /// Whether there is room for so many bytes.
    private boolean holds(int size) {
        while (taken < size) {
            if (!sights.tryAcquire(PIECE)) {
                return false;
            }
            taken += PIECE;
        }
        return true;
    }

    private void overlook() {
        overlooked = true;
        seen = new ByteArrayOutputStream(0);
        sights.release(taken);
        taken = 0;
    }

    /// Forgets what was seen; the stream behind it is somebody else's.
    @Override
    public synchronized void close() {
        overlook();
    }

    /// What was seen of the file that lies there now; nothing of one that is no picture.
    synchronized HostedFile of(MediaReference there) throws IOException {
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
