package io.wigwag.sandbox.identity;

import com.google.protobuf.ByteString;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.noise.CertChain;
import io.wigwag.sandbox.state.StateSection;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The keys by which clients know this server: a root that signs an intermediate, which signs the server's static key.
/// Every sandbox makes its own; nothing of production is built in. Changed from the world's thread, read from any.
public final class NoiseIdentity implements StateSection {
    private static final String ONLY = "identity";

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
    private volatile Instant notBefore;
    private volatile Keys keys;
    private Runnable changed = () -> {};

    public NoiseIdentity(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.notBefore = clock.instant().minus(BACKDATED);
        this.keys = new Keys(KeyPair.generate(random), KeyPair.generate(random), KeyPair.generate(random), 1, 2);
    }

    /// From now on told when a part is made anew.
    public void keptBy(Runnable listener) {
        changed = listener;
    }

    @Override
    public String name() {
        return "noise";
    }

    @Override
    public Collection<String> keys() {
        return List.of(ONLY);
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        var now = keys;
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("rootKey", root().octets().toHex())
                .put("notBefore", notBefore.toString())
                .put("intermediateSerial", now.intermediateSerial)
                .put("leafSerial", now.leafSerial);
        json.putObject(SECRET)
                .put("root", hex(now.root))
                .put("intermediate", hex(now.intermediate))
                .put("server", hex(now.server));
        return Optional.of(json);
    }

    private static String hex(KeyPair keys) {
        return Octets.wrap(keys.privateKey().raw()).toHex();
    }

    @Override
    public void restore(String key, ObjectNode json) {
        var secret = json.path(SECRET);
        notBefore = Instant.parse(json.path("notBefore").asString());
        keys = new Keys(
                read(secret.path("root")),
                read(secret.path("intermediate")),
                read(secret.path("server")),
                json.path("intermediateSerial").asInt(),
                json.path("leafSerial").asInt());
    }

    private static KeyPair read(JsonNode hex) {
        try {
            return KeyPair.of(PrivateKey.of(Octets.ofHex(hex.asString()).toArray()));
        } catch (InvalidKey damaged) {
            throw new IllegalStateException("a Noise key can't be read: " + damaged.getMessage(), damaged);
        }
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
        changed.run();
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
