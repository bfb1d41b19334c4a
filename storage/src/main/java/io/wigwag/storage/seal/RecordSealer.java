package io.wigwag.storage.seal;

import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.SealContext;
import io.wigwag.storage.document.Sealer;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// Seals and opens what records hold.
///
/// ```
/// envelope  02 | generation, 4 | nonce, 12 | ciphertext | tag, 16          33 bytes more than the content
/// key       HKDF-Expand(sealing key of that generation, "wigwag record" | scope, collection, record)
/// bound     "wigwag envelope" | scope, collection, record, beside | version, 8 | format, 4 | generation, 4
/// ```
///
/// Every record has a key of its own, so the bound on random nonces (2^32 seals under one key, for a chance of
/// repetition below 2^-32) counts the versions of one record and not the writes of a device: at a thousand writes a
/// second to one record it takes 49 days, at one a second 136 years. And should it be passed, two versions of the
/// same record are what an onlooker could compare, nothing else. A new generation starts the count again.
public final class RecordSealer implements Sealer {
    /// How much longer an envelope is than what it holds.
    public static final int OVERHEAD = 1 + 4 + AesGcm.NONCE + AesGcm.TAG;

    private static final int FORMAT = 2;
    private static final int HEAD = 1 + 4 + AesGcm.NONCE;

    private final DataKeys keys;
    private final SecureRandom random;

    public RecordSealer(DataKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    @Override
    public Octets seal(SealContext context, Octets value) {
        var live = keys.toSeal(KeyScope.of(context));
        var generation = live.newest();
        var nonce = new byte[AesGcm.NONCE];
        random.nextBytes(nonce);
        var key = keyOf(live, generation, context);
        var sealed = AesGcm.seal(key, nonce, bound(context, generation), value.toArray());
        Arrays.fill(key, (byte) 0);
        var envelope = ByteBuffer.allocate(HEAD + sealed.length);
        envelope.put((byte) FORMAT).putInt(generation).put(nonce).put(sealed);
        return Octets.wrap(envelope.array());
    }

    @Override
    public Octets open(SealContext context, Octets envelope) {
        var generation = generationOf(envelope, context);
        var live = keys.toOpen(KeyScope.of(context), generation);
        if (!live.has(generation)) {
            throw new DamagedDocument(
                    described(context) + " was sealed by generation " + generation + ", which is not kept");
        }
        var key = keyOf(live, generation, context);
        var nonce = envelope.slice(HEAD - AesGcm.NONCE, HEAD).toArray();
        var sealed = envelope.slice(HEAD, envelope.size()).toArray();
        try {
            return Octets.wrap(AesGcm.open(key, nonce, bound(context, generation), sealed));
        } catch (DecryptionFailed e) {
            throw new DamagedDocument(described(context) + " does not open: changed, moved or of another version");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static int generationOf(Octets envelope, SealContext context) {
        if (envelope.size() < OVERHEAD || envelope.at(0) != FORMAT) {
            throw new DamagedDocument(described(context) + " is no envelope");
        }
        var generation = envelope.asBuffer().getInt(1);
        if (generation < 1) {
            throw new DamagedDocument(described(context) + " names no generation");
        }
        return generation;
    }

    private static byte[] keyOf(LiveKeys live, int generation, SealContext context) {
        var place = placeOf(context, "wigwag record").toArray();
        return Hkdf.expand(live.sealing(generation), place, LiveKeys.KEY);
    }

    private static byte[] bound(SealContext context, int generation) {
        return placeOf(context, "wigwag envelope")
                .octets(context.beside())
                .number(context.version())
                .number(FORMAT)
                .number(generation)
                .toArray();
    }

    /// What stays the same from one version to the next.
    private static ContextBytes placeOf(SealContext context, String label) {
        return new ContextBytes(label)
                .scope(KeyScope.of(context))
                .text(context.collection())
                .text(context.id());
    }

    /// Without the record's id, which may be personal.
    private static String described(SealContext context) {
        return context.collection() + " of " + KeyScope.of(context);
    }
}
