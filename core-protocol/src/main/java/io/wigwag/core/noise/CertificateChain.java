package io.wigwag.core.noise;

import static io.wigwag.core.noise.HandshakeFailed.Reason.CERTIFICATE_MALFORMED;
import static io.wigwag.core.noise.HandshakeFailed.Reason.CERTIFICATE_MISSING;
import static io.wigwag.core.noise.HandshakeFailed.Reason.EXPIRED;
import static io.wigwag.core.noise.HandshakeFailed.Reason.NOT_YET_VALID;
import static io.wigwag.core.noise.HandshakeFailed.Reason.WRONG_INTERMEDIATE_SIGNATURE;
import static io.wigwag.core.noise.HandshakeFailed.Reason.WRONG_LEAF_ISSUER;
import static io.wigwag.core.noise.HandshakeFailed.Reason.WRONG_LEAF_SIGNATURE;
import static io.wigwag.core.noise.HandshakeFailed.Reason.WRONG_ROOT_SERIAL;
import static io.wigwag.core.noise.HandshakeFailed.Reason.WRONG_SERVER_KEY;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.proto.noise.CertChain;
import java.time.Instant;

/// The proof of a server's static key: the root signed an intermediate key, and that one the server's.
final class CertificateChain {
    private static final int SIGNATURE = 64;

    private CertificateChain() {}

    /// Until when the chain holds; fails with the first thing that is wrong with it.
    static Instant verify(byte[] encoded, TrustRoot root, PublicKey server, Instant now) throws HandshakeFailed {
        try {
            var chain = CertChain.parseFrom(encoded);
            if (!chain.hasIntermediate() || !chain.hasLeaf()) {
                throw new HandshakeFailed(CERTIFICATE_MISSING, "the chain has two certificates");
            }
            var intermediate = details(chain.getIntermediate(), root.key(), WRONG_INTERMEDIATE_SIGNATURE);
            if (intermediate.getIssuerSerial() != root.serial()) {
                throw new HandshakeFailed(WRONG_ROOT_SERIAL, "issued by " + intermediate.getIssuerSerial());
            }
            var leaf = details(chain.getLeaf(), key(intermediate), WRONG_LEAF_SIGNATURE);
            if (leaf.getIssuerSerial() != intermediate.getSerial()) {
                throw new HandshakeFailed(WRONG_LEAF_ISSUER, "issued by " + leaf.getIssuerSerial());
            }
            if (!key(leaf).equals(server)) {
                throw new HandshakeFailed(WRONG_SERVER_KEY, "the certificate is for another key");
            }
            var until = validUntil(intermediate, now);
            var leafUntil = validUntil(leaf, now);
            return leafUntil.isBefore(until) ? leafUntil : until;
        } catch (InvalidProtocolBufferException | InvalidKey e) {
            throw new HandshakeFailed(CERTIFICATE_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static CertChain.NoiseCertificate.Details details(
            CertChain.NoiseCertificate certificate, PublicKey issuer, HandshakeFailed.Reason wrong)
            throws HandshakeFailed, InvalidProtocolBufferException {
        if (certificate.getDetails().isEmpty() || certificate.getSignature().size() != SIGNATURE) {
            throw new HandshakeFailed(CERTIFICATE_MALFORMED, "details or signature missing");
        }
        var signed = certificate.getDetails().toByteArray();
        if (!Curve.verify(issuer, signed, certificate.getSignature().toByteArray())) {
            throw new HandshakeFailed(wrong, "the issuer's key does not fit");
        }
        return CertChain.NoiseCertificate.Details.parseFrom(signed);
    }

    private static PublicKey key(CertChain.NoiseCertificate.Details details) throws InvalidKey {
        return PublicKey.of(details.getKey().toByteArray());
    }

    /// A date that is not there (or zero) limits nothing.
    private static Instant validUntil(CertChain.NoiseCertificate.Details details, Instant now) throws HandshakeFailed {
        if (details.getNotBefore() != 0 && now.isBefore(instant(details.getNotBefore()))) {
            throw new HandshakeFailed(NOT_YET_VALID, "valid from " + instant(details.getNotBefore()));
        }
        if (details.getNotAfter() == 0) {
            return Instant.MAX;
        }
        var until = instant(details.getNotAfter());
        if (now.isAfter(until)) {
            throw new HandshakeFailed(EXPIRED, "valid until " + until);
        }
        return until;
    }

    private static Instant instant(long unsignedSeconds) {
        var most = Instant.MAX.getEpochSecond();
        return Long.compareUnsigned(unsignedSeconds, most) >= 0 ? Instant.MAX : Instant.ofEpochSecond(unsignedSeconds);
    }
}
