package io.wigwag.core.media;

import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/// Takes a file's bytes as they arrive, in parts of any size, and writes the file that they make. Until [#finish]
/// returns nothing of what was written is proven, and nobody may see it.
public abstract sealed class MediaIntake permits OpenIntake, SealedIntake {
    private final long most;
    private final long limit;
    private long taken;

    /// @param most bytes as they arrive
    /// @param limit what the caller called them
    MediaIntake(long most, long limit) {
        this.most = most;
        this.limit = limit;
    }

    /// An intake for a file, sealed or not.
    ///
    /// @param limit the largest file that is taken
    /// @param file gets the file itself
    public static MediaIntake of(WantedMedia what, long limit, OutputStream file) {
        return what.key()
                .<MediaIntake>map(key -> new SealedIntake(key.expand(what.kind()), what, limit, file))
                .orElseGet(() -> new OpenIntake(what, limit, file));
    }

    /// How many bytes have been taken; a download that broke goes on from here.
    public final long taken() {
        return taken;
    }

    /// Takes the next bytes.
    public final void take(byte[] bytes, int offset, int size) throws LimitExceeded, IOException {
        expect(taken + size);
        taken += size;
        accept(bytes, offset, size);
    }

    /// Refuses early what says of itself that it will be too much.
    final void expect(long total) throws LimitExceeded {
        if (total > most) {
            throw new LimitExceeded(limit);
        }
    }

    abstract void accept(byte[] bytes, int offset, int size) throws IOException;

    /// Says that these were all, and proves them.
    public abstract void finish() throws DamagedMedia, IOException;

    /// A hash proves the size too; without one the announced size has to do.
    static void check(WantedMedia what, MessageDigest digest, long size) throws DamagedMedia {
        check(what.hash(), digest, DamagedMedia.Fault.HASH);
        if (what.hash().isEmpty() && what.size().isPresent() && what.size().getAsLong() != size) {
            throw new DamagedMedia(
                    DamagedMedia.Fault.SIZE, size + " bytes, not " + what.size().getAsLong());
        }
    }

    static void check(Optional<Octets> expected, MessageDigest digest, DamagedMedia.Fault fault) throws DamagedMedia {
        if (expected.isPresent() && !expected.get().equals(Octets.wrap(digest.digest()))) {
            throw new DamagedMedia(fault, "another hash than the message's");
        }
    }
}
