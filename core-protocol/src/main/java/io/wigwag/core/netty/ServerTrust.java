package io.wigwag.core.netty;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/// Which servers' TLS certificates are believed.
sealed interface ServerTrust {
    SslContextBuilder settle(SslContextBuilder tls);

    /// Those that name the host and go back to one of these.
    ///
    /// @param authorities none of them stands for those that the JDK trusts
    record Authorities(List<X509Certificate> authorities) implements ServerTrust {
        public Authorities {
            authorities = List.copyOf(authorities);
        }

        @Override
        public SslContextBuilder settle(SslContextBuilder tls) {
            var named = tls.endpointIdentificationAlgorithm("HTTPS");
            return authorities.isEmpty() ? named : named.trustManager(authorities);
        }
    }

    /// All of them: what comes through proves itself in other ways, or is a test.
    record Anyone() implements ServerTrust {
        @Override
        public SslContextBuilder settle(SslContextBuilder tls) {
            return tls.endpointIdentificationAlgorithm("").trustManager(InsecureTrustManagerFactory.INSTANCE);
        }
    }
}
