package io.wigwag.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.proto.noise.CertChain;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.identity.NoiseIdentity.Flaw;
import io.wigwag.sandbox.identity.NoiseIdentity.Part;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class NoiseIdentityTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private final NoiseIdentity identity = new NoiseIdentity(new SeededRandom(1), InstantSource.fixed(NOW));

    private record Read(
            CertChain chain,
            CertChain.NoiseCertificate.Details leaf,
            CertChain.NoiseCertificate.Details intermediate) {}

    private Read read(Flaw flaw) throws Exception {
        var chain = CertChain.parseFrom(identity.chain(flaw).asBuffer());
        return new Read(
                chain,
                CertChain.NoiseCertificate.Details.parseFrom(chain.getLeaf().getDetails()),
                CertChain.NoiseCertificate.Details.parseFrom(
                        chain.getIntermediate().getDetails()));
    }

    private static boolean isSigned(CertChain.NoiseCertificate certificate, PublicKey by) {
        return Curve.verify(
                by,
                certificate.getDetails().toByteArray(),
                certificate.getSignature().toByteArray());
    }

    @Test
    void rootSignsIntermediateSignsLeaf() throws Exception {
        var read = read(Flaw.NONE);

        assertThat(isSigned(read.chain.getIntermediate(), identity.root())).isTrue();
        assertThat(isSigned(
                        read.chain.getLeaf(),
                        PublicKey.of(read.intermediate.getKey().toByteArray())))
                .isTrue();
        assertThat(read.leaf.getKey().toByteArray())
                .isEqualTo(identity.server().publicKey().raw());
        assertThat(read.leaf.getIssuerSerial()).isEqualTo(read.intermediate.getSerial());
        assertThat(read.leaf.getSerial()).isNotZero().isNotEqualTo(read.intermediate.getSerial());
        assertThat(NOW.getEpochSecond()).isBetween(read.leaf.getNotBefore(), read.leaf.getNotAfter());
    }

    @Test
    void theRootsSerialIsWrittenThoughItIsZero() throws Exception {
        assertThat(read(Flaw.NONE).intermediate.hasIssuerSerial()).isTrue();
        assertThat(read(Flaw.NONE).intermediate.getIssuerSerial()).isZero();
    }

    @Test
    void eachFlawIsInItsPlace() throws Exception {
        assertThat(read(Flaw.EXPIRED).leaf.getNotAfter()).isLessThan(NOW.getEpochSecond());
        var wrongIssuer = read(Flaw.WRONG_ISSUER);
        assertThat(wrongIssuer.leaf.getIssuerSerial()).isNotEqualTo(wrongIssuer.intermediate.getSerial());
        assertThat(read(Flaw.WRONG_KEY).leaf.getKey().toByteArray())
                .isNotEqualTo(identity.server().publicKey().raw());
        var wrongSignature = read(Flaw.WRONG_SIGNATURE);
        assertThat(isSigned(
                        wrongSignature.chain.getLeaf(),
                        PublicKey.of(wrongSignature.intermediate.getKey().toByteArray())))
                .isFalse();
    }

    @Test
    void eachPartCanBeMadeAnew() {
        var root = identity.root();
        var server = identity.server();

        identity.rotate(Part.LEAF);
        assertThat(identity.root()).isEqualTo(root);
        assertThat(identity.server().publicKey()).isNotEqualTo(server.publicKey());

        var intermediate = identity.intermediate();
        identity.rotate(Part.INTERMEDIATE);
        assertThat(identity.root()).isEqualTo(root);
        assertThat(identity.intermediate().key()).isNotEqualTo(intermediate.key());

        identity.rotate(Part.ROOT);
        assertThat(identity.root()).isNotEqualTo(root);
    }
}
