package io.wigwag.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsIdentityTest {
    private static SSLContext trusting(KeyStore store) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /// Shakes hands under a name, and checks that the certificate is good for it.
    private static String protocol(Sandbox sandbox, String name, SSLContext context) throws IOException {
        try (var tcp = new Socket(InetAddress.getLoopbackAddress(), sandbox.port());
                var tls = (SSLSocket) context.getSocketFactory().createSocket(tcp, name, sandbox.port(), true)) {
            var parameters = new SSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return tls.getApplicationProtocol();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "127.0.0.1", "web.whatsapp.com", "mmg.whatsapp.net", "media-fra.cdn.whatsapp.net"})
    void aClientThatTrustsTheAuthorityFindsEveryNameRight(String name) throws Exception {
        try (var sandbox = Sandbox.start()) {
            assertThat(protocol(sandbox, name, trusting(sandbox.tls().trustStore())))
                    .isEqualTo("http/1.1");
        }
    }

    @Test
    void aNameThatIsNotItsOwnIsWrong() throws Exception {
        try (var sandbox = Sandbox.start()) {
            var context = trusting(sandbox.tls().trustStore());
            assertThatThrownBy(() -> protocol(sandbox, "example.org", context)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatTrustsTheWorldsAuthoritiesDoesNotTrustThisOne() throws Exception {
        try (var sandbox = Sandbox.start()) {
            var context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            assertThatThrownBy(() -> protocol(sandbox, "localhost", context)).isInstanceOf(IOException.class);
        }
    }
}
