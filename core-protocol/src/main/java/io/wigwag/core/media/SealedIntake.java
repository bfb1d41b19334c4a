package io.wigwag.core.media;

import io.wigwag.core.media.DamagedMedia.Fault;
import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.Mac;

/// Opens a sealed file in one pass. The last ten bytes are the code and no ciphertext, so that as many are always held
/// back.
final class SealedIntake extends MediaIntake {
    private static final int SMALLEST = MediaCiphers.BLOCK + MediaCiphers.MAC;

    private final WantedMedia what;
    private final OutputStream file;
    private final Cipher cipher;
    private final Mac mac;
    private final MessageDigest sealedHash = MediaCiphers.sha256();
    private final MessageDigest hash = MediaCiphers.sha256();
    private final byte[] held = new byte[MediaCiphers.PIECE + MediaCiphers.MAC];
    private final byte[] opened = new byte[MediaCiphers.PIECE + MediaCiphers.BLOCK];
    private int filled;
    private long size;

    SealedIntake(MediaKeys keys, WantedMedia what, long limit, OutputStream file) {
        super(MediaCiphers.sealedSize(limit), limit);
        this.what = what;
        this.file = file;
        this.cipher = MediaCiphers.decryption(keys);
        this.mac = MediaCiphers.fileMac(keys);
    }

    @Override
    void accept(byte[] bytes, int offset, int count) throws IOException {
        var at = offset;
        var end = offset + count;
        while (at < end) {
            var part = Math.min(end - at, held.length - filled);
            System.arraycopy(bytes, at, held, filled, part);
            filled += part;
            at += part;
            if (filled == held.length) {
                open();
            }
        }
    }

    /// Opens all but what is held back.
    private void open() throws IOException {
        var ciphertext = filled - MediaCiphers.MAC;
        sealedHash.update(held, 0, ciphertext);
        mac.update(held, 0, ciphertext);
        try {
            write(cipher.update(held, 0, ciphertext, opened));
        } catch (GeneralSecurityException e) {
            throw MediaCiphers.everyJdkHasIt(e);
        }
        System.arraycopy(held, ciphertext, held, 0, MediaCiphers.MAC);
        filled = MediaCiphers.MAC;
    }

    private void write(int count) throws IOException {
        hash.update(opened, 0, count);
        file.write(opened, 0, count);
        size += count;
    }

    @Override
    public void finish() throws DamagedMedia, IOException {
        if (taken() < SMALLEST || (taken() - MediaCiphers.MAC) % MediaCiphers.BLOCK != 0) {
            throw new DamagedMedia(Fault.CUT_SHORT, taken() + " bytes are no sealed file");
        }
        open();
        sealedHash.update(held, 0, filled);
        check(what.sealedHash(), sealedHash, Fault.SEALED_HASH);
        var code = Octets.wrap(mac.doFinal()).slice(0, MediaCiphers.MAC);
        if (!code.equals(Octets.wrap(held, 0, filled))) {
            throw new DamagedMedia(Fault.CODE, "the file's code is wrong");
        }
        try {
            write(cipher.doFinal(opened, 0));
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            // Under a true code this was sealed by somebody who can't pad.
            throw new DamagedMedia(Fault.CODE, "the file's padding is wrong");
        } catch (GeneralSecurityException e) {
            throw MediaCiphers.everyJdkHasIt(e);
        }
        check(what, hash, size);
    }
}
