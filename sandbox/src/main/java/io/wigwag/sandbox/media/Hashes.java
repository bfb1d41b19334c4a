package io.wigwag.sandbox.media;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Body;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash of a body, however large it is.
final class Hashes {
    private static final int CHUNK = 64 * 1024;

    private Hashes() {}

    static Octets sha256(Body body) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            switch (body) {
                case Body.InMemory(var bytes) -> bytes.update(digest);
                case Body.InFile(var file, var _) -> {
                    try (var in = Files.newInputStream(file)) {
                        var chunk = new byte[CHUNK];
                        for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                            digest.update(chunk, 0, read);
                        }
                    }
                }
            }
            return Octets.wrap(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-256", impossible);
        }
    }
}
