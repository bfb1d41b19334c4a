package io.wigwag.sandbox;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.sandbox.world.Account;
import java.net.URI;
import java.util.Optional;

/// Where companions of tests connect to, and who scans their codes.
public interface TestServer {
    URI chat();

    PublicKey noiseRoot();

    /// A phone scans a code: of this account, or of the one that the companion's name belongs to.
    void scan(String code, Optional<Account> account) throws Exception;

    /// A sandbox in the same process, without TLS.
    static TestServer of(Sandbox sandbox) {
        return new TestServer() {
            @Override
            public URI chat() {
                return URI.create(sandbox.plainChatUrl().orElseThrow());
            }

            @Override
            public PublicKey noiseRoot() {
                return sandbox.noiseRoot();
            }

            @Override
            public void scan(String code, Optional<Account> account) throws Exception {
                sandbox.exchange()
                        .loop()
                        .call(() -> sandbox.exchange().linking().scan(code, account));
            }
        };
    }
}
