package io.wigwag.sandbox.identity;

import com.google.protobuf.ByteString;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.noise.CertChain;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The keys by which clients know this server: a root that signs an intermediate, which signs the server's static key.
/// Every sandbox makes its own; nothing of production is built in. Changed from the world's thread, read from any.
public final class NoiseIdentity {
    /// Ways of being wrong, for clients that should notice.
    public enum Flaw {
        NONE,
        EXPIRED,
        WRONG_ISSUER,
        WRONG_SIGNATURE,
        WRONG_KEY
    }

    /// What can be made anew. Whatever it signs is signed again.
    public enum Part {
        LEAF,
        INTERMEDIATE,
        ROOT
    }

    /// A certificate as the admin may see it.
    public record Certificate(int serial, int issuer, PublicKey key, Instant notBefore, Instant notAfter) {}

    private record Keys(KeyPair root, KeyPair intermediate, KeyPair server, int intermediateSerial, int leafSerial) {}

    private static final int ROOT_SERIAL = 0;
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final Duration LIFE = Duration.ofDays(3650);

    private final SecureRandom random;
    private final Instant notBefore;
    private volatile Keys keys;

    public NoiseIdentity(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.notBefore = clock.instant().minus(BACKDATED);
        this.keys = new Keys(KeyPair.generate(random), KeyPair.generate(random), KeyPair.generate(random), 1, 2);
    }

    public PublicKey root() {
        return keys.root.publicKey();
    }

    /// The static key of the handshake.
    public KeyPair server() {
        return keys.server;
    }

    public Certificate intermediate() {
        var now = keys;
        return new Certificate(
                now.intermediateSerial, ROOT_SERIAL, now.intermediate.publicKey(), notBefore, notBefore.plus(LIFE));
    }

    public Certificate leaf() {
        var now = keys;
        return new Certificate(
                now.leafSerial, now.intermediateSerial, now.server.publicKey(), notBefore, notBefore.plus(LIFE));
    }

    public void rotate(Part part) {
        var old = keys;
        var highest = Math.max(old.intermediateSerial, old.leafSerial);
        keys = switch (part) {
            case LEAF ->
                new Keys(old.root, old.intermediate, KeyPair.generate(random), old.intermediateSerial, highest + 1);
            case INTERMEDIATE -> new Keys(old.root, KeyPair.generate(random), old.server, highest + 1, highest + 2);
            case ROOT ->
                new Keys(KeyPair.generate(random), KeyPair.generate(random), old.server, highest + 1, highest + 2);
        };
    }

    /// The chain as it goes into the server's hello. Every field is written, also a zero: a client in the field takes
    /// an absent one for a mistake.
    public Octets chain(Flaw flaw) {
        var now = keys;
        var expired = notBefore.plus(BACKDATED.dividedBy(2));
        var until = flaw == Flaw.EXPIRED ? expired : notBefore.plus(LIFE);
        var leafIssuer = flaw == Flaw.WRONG_ISSUER ? now.intermediateSerial + 7 : now.intermediateSerial;
        var leafKey = flaw == Flaw.WRONG_KEY ? KeyPair.generate(random).publicKey() : now.server.publicKey();
        var leafSigner = flaw == Flaw.WRONG_SIGNATURE ? KeyPair.generate(random) : now.intermediate;
        return Octets.wrap(CertChain.newBuilder()
                .setIntermediate(
                        certificate(now.intermediateSerial, ROOT_SERIAL, now.intermediate.publicKey(), until, now.root))
                .setLeaf(certificate(now.leafSerial, leafIssuer, leafKey, until, leafSigner))
                .build()
                .toByteArray());
    }

    private CertChain.NoiseCertificate certificate(
            int serial, int issuer, PublicKey key, Instant until, KeyPair signer) {
        var details = CertChain.NoiseCertificate.Details.newBuilder()
                .setSerial(serial)
                .setIssuerSerial(issuer)
                .setKey(ByteString.copyFrom(key.raw()))
                .setNotBefore(notBefore.getEpochSecond())
                .setNotAfter(until.getEpochSecond())
                .build()
                .toByteString();
        return CertChain.NoiseCertificate.newBuilder()
                .setDetails(details)
                .setSignature(ByteString.copyFrom(Curve.sign(signer.privateKey(), details.toByteArray(), random)))
                .build();
    }
}
