package io.wigwag.storage.seal.master;

import java.nio.file.Path;

/// What we show the key service. Asked for each call: an agent may renew a token's file at any time.
@FunctionalInterface
public interface TransitToken {
    String show() throws MasterKeyTrouble;

    static TransitToken fixed(String token) {
        return () -> token;
    }

    static TransitToken file(Path file) {
        return () -> new KeyFile(file).text().strip();
    }
}
