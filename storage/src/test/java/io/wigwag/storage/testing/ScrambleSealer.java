package io.wigwag.storage.testing;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.SealContext;
import io.wigwag.storage.document.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Binds a value to its context as the real thing does, and protects nothing: for tests of what stands above
/// sealing.
public final class ScrambleSealer implements Sealer {
    @Override
    public Octets seal(SealContext context, Octets plain) {
        var bytes = plain.toArray();
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] ^= 0x5a;
        }
        return Octets.concat(mark(context), Octets.wrap(bytes));
    }

    @Override
    public Octets open(SealContext context, Octets sealed) {
        var mark = mark(context);
        if (!sealed.startsWith(mark)) {
            throw new DamagedDocument("sealed elsewhere, or beside something else");
        }
        var bytes = sealed.slice(mark.size(), sealed.size()).toArray();
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] ^= 0x5a;
        }
        return Octets.wrap(bytes);
    }

    private static Octets mark(SealContext context) {
        var sum = new CRC32();
        sum.update(context.toString().getBytes(StandardCharsets.UTF_8));
        return Octets.ofHex("%08x".formatted(sum.getValue()));
    }
}
