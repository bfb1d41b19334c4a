package io.wigwag.storage.archive;

import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What an archive is locked with. Prints nothing of itself.
public sealed interface ArchiveSecret {
    /// The number that the archive's head keeps for the kind of secret.
    int kind();

    Octets derive(Octets salt, int iterations);

    static ArchiveSecret passphrase(String passphrase) throws ArchiveFailure {
        if (passphrase.codePointCount(0, passphrase.length()) < Passphrase.SHORTEST) {
            throw new ArchiveFailure.WrongSecret(
                    "a passphrase for an archive has at least " + Passphrase.SHORTEST + " characters");
        }
        return new Passphrase(Normalizer.normalize(passphrase, Normalizer.Form.NFKC));
    }

    static ArchiveSecret key(Octets key) throws ArchiveFailure {
        if (key.size() != Key.SIZE) {
            throw new ArchiveFailure.WrongSecret("a key for an archive has " + Key.SIZE + " bytes");
        }
        return new Key(key);
    }

    /// Stretched with PBKDF2 over HMAC-SHA-256, since the file may be tried at leisure.
    record Passphrase(String text) implements ArchiveSecret {
        static final int SHORTEST = 12;

        @Override
        public int kind() {
            return 1;
        }

        @Override
        public Octets derive(Octets salt, int iterations) {
            var spec = new PBEKeySpec(text.toCharArray(), salt.toArray(), iterations, 8 * Key.SIZE);
            try {
                var factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
                return Octets.wrap(factory.generateSecret(spec).getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA-256", e);
            } finally {
                spec.clearPassword();
            }
        }

        @Override
        public String toString() {
            return "Passphrase[redacted]";
        }
    }

    /// 32 bytes that nobody can guess.
    record Key(Octets bytes) implements ArchiveSecret {
        static final int SIZE = 32;
        private static final Octets LABEL = Octets.wrap("wigwag archive".getBytes(StandardCharsets.US_ASCII));

        @Override
        public int kind() {
            return 2;
        }

        @Override
        public Octets derive(Octets salt, int iterations) {
            return Octets.wrap(Hkdf.derive(bytes.toArray(), salt.toArray(), LABEL.toArray(), SIZE));
        }

        @Override
        public String toString() {
            return "Key[redacted]";
        }
    }
}
