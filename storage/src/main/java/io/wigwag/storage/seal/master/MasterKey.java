package io.wigwag.storage.seal.master;

import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// 32 bytes with a name, written `name:base64`. Prints its name only.
public final class MasterKey {
    public static final int SIZE = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    private final String name;
    private final Octets bytes;

    private MasterKey(String name, Octets bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    public static MasterKey of(String name, Octets bytes) throws MasterKeyTrouble {
        if (!NAME.matcher(name).matches()) {
            throw new MasterKeyTrouble.Unusable("a master key's name is 1 to 32 letters, digits, dots and dashes");
        }
        if (bytes.size() != SIZE) {
            throw new MasterKeyTrouble.Unusable(
                    "master key '" + name + "' has " + bytes.size() + " bytes, not " + SIZE + " (written in Base64)");
        }
        if (bytes.equals(Octets.wrap(new byte[SIZE]))) {
            throw new MasterKeyTrouble.Unusable("master key '" + name + "' is all zeros");
        }
        return new MasterKey(name, bytes);
    }

    public static MasterKey generate(String name, SecureRandom random) throws MasterKeyTrouble {
        var bytes = new byte[SIZE];
        random.nextBytes(bytes);
        return of(name, Octets.wrap(bytes));
    }

    /// Reads `name:base64`. What is wrong is told without showing the text, which may be a key.
    public static MasterKey parse(String text) throws MasterKeyTrouble {
        var colon = text.indexOf(':');
        if (colon < 0) {
            throw new MasterKeyTrouble.Unusable("a master key is written name:base64, and this one has no colon");
        }
        var name = text.substring(0, colon).strip();
        try {
            return of(
                    name,
                    Octets.wrap(
                            Base64.getDecoder().decode(text.substring(colon + 1).strip())));
        } catch (IllegalArgumentException notBase64) {
            throw new MasterKeyTrouble.Unusable(
                    NAME.matcher(name).matches()
                            ? "master key '" + name + "' is not Base64"
                            : "a master key is not Base64");
        }
    }

    public String name() {
        return name;
    }

    /// The form that [#parse(String)] reads. Secret.
    public String reveal() {
        return name + ":" + Base64.getEncoder().encodeToString(bytes.toArray());
    }

    Octets bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "MasterKey[" + name + "]";
    }
}
