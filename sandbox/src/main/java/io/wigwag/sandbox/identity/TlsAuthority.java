package io.wigwag.sandbox.identity;

import io.netty.pkitesting.X509Bundle;
import io.wigwag.sandbox.state.StateSection;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The certificate authority as a part of the world that lasts: clients that trust it go on doing so after a restart.
public final class TlsAuthority implements StateSection {
    private static final String ONLY = "authority";

    private X509Bundle authority;
    private boolean restored;

    private TlsAuthority(X509Bundle authority) {
        this.authority = authority;
    }

    /// A new authority, until an old one is restored.
    public static TlsAuthority generate(InstantSource clock) throws GeneralSecurityException {
        return new TlsAuthority(TlsIdentity.authority(clock));
    }

    /// A certificate for every name that the sandbox goes by, of this authority.
    public TlsIdentity identity(String bind, Collection<String> names, InstantSource clock)
            throws GeneralSecurityException {
        return TlsIdentity.issuedBy(authority, bind, names, clock);
    }

    public boolean isRestored() {
        return restored;
    }

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public Collection<String> keys() {
        return List.of(ONLY);
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        try {
            var encoder = Base64.getEncoder();
            var json = JsonNodeFactory.instance
                    .objectNode()
                    .put(
                            "certificate",
                            encoder.encodeToString(authority.getCertificate().getEncoded()));
            json.putObject(SECRET)
                    .put(
                            "key",
                            encoder.encodeToString(
                                    authority.getKeyPair().getPrivate().getEncoded()));
            return Optional.of(json);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("the authority can't be written", failure);
        }
    }

    @Override
    public void restore(String key, ObjectNode json) {
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes(json.path("certificate"))));
            var secret = KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(bytes(json.path(SECRET).path("key"))));
            authority = X509Bundle.fromRootCertificateAuthority(
                    certificate, new KeyPair(certificate.getPublicKey(), secret));
            restored = true;
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the authority can't be read: " + damaged.getMessage(), damaged);
        }
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asString());
    }
}
