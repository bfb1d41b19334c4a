package io.wigwag.sandbox.identity;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sandbox's own certificate authority, and the certificate that it gave itself for every name that a client may
/// call it by.
public final class TlsIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration LEAF_LIFE = Duration.ofDays(365);
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final List<String> OF_PRODUCTION =
            List.of("web.whatsapp.com", "*.whatsapp.net", "*.cdn.whatsapp.net", "*.whatsapp.com");

    private final X509Bundle authority;
    private final X509Bundle leaf;

    private TlsIdentity(X509Bundle authority, X509Bundle leaf) {
        this.authority = authority;
        this.leaf = leaf;
    }

    /// A new authority.
    static X509Bundle authority(InstantSource clock) throws GeneralSecurityException {
        var now = clock.instant();
        return build(
                new CertificateBuilder()
                        .subject("CN=Wigwag sandbox authority")
                        .ecp256()
                        .setIsCertificateAuthority(true)
                        .notBefore(now.minus(BACKDATED))
                        .notAfter(now.plus(AUTHORITY_LIFE)),
                null);
    }

    /// A new certificate of an authority that there is.
    static TlsIdentity issuedBy(X509Bundle authority, String bind, Collection<String> names, InstantSource clock)
            throws GeneralSecurityException {
        var now = clock.instant();
        var builder = new CertificateBuilder()
                .subject("CN=Wigwag sandbox")
                .ecp256()
                .notBefore(now.minus(BACKDATED))
                .notAfter(now.plus(LEAF_LIFE))
                .addExtendedKeyUsageServerAuth();
        builder.addExtensionOctetString(SubjectNames.OID, false, SubjectNames.encode(allNames(bind, names)));
        return new TlsIdentity(authority, build(builder, authority));
    }

    private static X509Bundle build(CertificateBuilder builder, @Nullable X509Bundle issuer)
            throws GeneralSecurityException {
        try {
            return issuer == null ? builder.buildSelfSigned() : builder.buildIssuedBy(issuer);
        } catch (GeneralSecurityException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new GeneralSecurityException("can't make a certificate", failure);
        }
    }

    private static Set<String> allNames(String bind, Collection<String> names) {
        var all = new LinkedHashSet<String>();
        all.add("localhost");
        all.add("127.0.0.1");
        all.add("::1");
        all.add(bind);
        try {
            all.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException nameless) {
            LOG.debug("this machine has no name of its own", nameless);
        }
        all.addAll(names);
        all.addAll(OF_PRODUCTION);
        return all;
    }

    public KeyManagerFactory keys() throws GeneralSecurityException {
        return leaf.toKeyManagerFactory();
    }

    public X509Bundle authority() {
        return authority;
    }

    /// The authority's certificate, for a client's list of those it trusts.
    public byte[] pem() {
        return authority.getCertificatePEM().getBytes(StandardCharsets.US_ASCII);
    }

    public byte[] der() throws GeneralSecurityException {
        return authority.getCertificate().getEncoded();
    }

    /// A Java trust store with nothing but the authority.
    public KeyStore trustStore() throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("wigwag-sandbox", authority.getCertificate());
            return store;
        } catch (IOException failure) {
            throw new GeneralSecurityException("can't make a trust store", failure);
        }
    }
}
