package io.wigwag.core.testing;

import com.google.protobuf.ByteString;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.noise.CertChain;
import java.security.SecureRandom;

/// A root of our own and the chains it gives out, good and bad: change a field, then ask for the chain.
public final class TestCertificates {
    private final SecureRandom random = new SecureRandom();
    public final KeyPair root = KeyPair.generate(random);
    public KeyPair rootSigner = root;
    public KeyPair intermediate = KeyPair.generate(random);
    public KeyPair leafSigner = intermediate;
    public int rootSerial = 0;
    public int leafIssuer = 1;
    public long notBefore = 1_700_000_000L;
    public long notAfter = 1_900_000_000L;

    public TrustRoot trust() {
        return new TrustRoot(root.publicKey(), 0);
    }

    public Octets chain(PublicKey server) {
        return Octets.wrap(CertChain.newBuilder()
                .setIntermediate(certificate(1, rootSerial, intermediate.publicKey(), rootSigner))
                .setLeaf(certificate(2, leafIssuer, server, leafSigner))
                .build()
                .toByteArray());
    }

    private CertChain.NoiseCertificate certificate(int serial, int issuer, PublicKey key, KeyPair signer) {
        var details = CertChain.NoiseCertificate.Details.newBuilder()
                .setSerial(serial)
                .setIssuerSerial(issuer)
                .setKey(ByteString.copyFrom(key.raw()))
                .setNotBefore(notBefore)
                .setNotAfter(notAfter)
                .build()
                .toByteString();
        return CertChain.NoiseCertificate.newBuilder()
                .setDetails(details)
                .setSignature(ByteString.copyFrom(Curve.sign(signer.privateKey(), details.toByteArray(), random)))
                .build();
    }
}
