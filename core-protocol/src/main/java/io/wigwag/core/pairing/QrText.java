package io.wigwag.core.pairing;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The text in the QR code that a companion shows and a phone scans: where the companion waits, and what to vouch for.
///
/// On screen: `https://wa.me/settings/linked_devices#ref,noise,identity,secret,type`, the three in the middle in
/// base64. The address lets any camera find the way into the app. Older clients leave it out, and the type as well.
///
/// @param ref the server's name for the waiting connection
/// @param noise the key of the companion's handshake
/// @param identity the companion's identity key
/// @param advSecret 32 bytes that only the phone is to know, for the code around its statement
/// @param clientType absent in texts of old clients
public record QrText(
        String ref, PublicKey noise, PublicKey identity, Octets advSecret, Optional<ClientType> clientType) {
    public static final int SECRET = 32;

    private static final String ADDRESS = "https://wa.me/settings/linked_devices#";
    private static final String ANY_ADDRESS = "https://";
    private static final String SEPARATOR = ",";
    private static final int FIELDS = 4;
    private static final int KEYS = 3;

    /// Checks that the text can be read back: a ref of visible ASCII, and commas in it only where the type shows where
    /// it ends.
    public QrText {
        if (!isRef(ref)) {
            throw new IllegalArgumentException("a ref is visible ASCII, and not empty");
        }
        if (clientType.isEmpty() && ref.contains(SEPARATOR)) {
            throw new IllegalArgumentException("a ref with a comma needs a client type behind the keys");
        }
        if (advSecret.size() != SECRET) {
            throw new IllegalArgumentException("an ADV secret has " + SECRET + " bytes, not " + advSecret.size());
        }
    }

    /// What a phone reads. White space around it is nothing; fields count from the right, so that commas in the ref do
    /// no harm.
    public static QrText parse(String scanned) throws MalformedQrText {
        var fields = Arrays.asList(withoutAddress(scanned.strip()).split(SEPARATOR, -1));
        if (fields.size() < FIELDS) {
            throw new MalformedQrText("fewer than " + FIELDS + " fields");
        }
        var typed = fields.size() > FIELDS;
        var keysEnd = typed ? fields.size() - 1 : fields.size();
        var keys = fields.subList(keysEnd - KEYS, keysEnd);
        return new QrText(
                ref(fields.subList(0, keysEnd - KEYS)),
                key("Noise key", keys.get(0)),
                key("identity key", keys.get(1)),
                bytes("ADV secret", keys.get(2)),
                typed ? Optional.of(type(fields.getLast())) : Optional.empty());
    }

    private static String withoutAddress(String text) throws MalformedQrText {
        if (!text.startsWith(ANY_ADDRESS)) {
            return text;
        }
        var hash = text.indexOf('#');
        if (hash < 0) {
            throw new MalformedQrText("an address with nothing behind it");
        }
        return text.substring(hash + 1);
    }

    private static String ref(List<String> parts) throws MalformedQrText {
        var ref = String.join(SEPARATOR, parts);
        if (!isRef(ref)) {
            throw new MalformedQrText("the ref is empty, or not visible ASCII");
        }
        return ref;
    }

    private static PublicKey key(String what, String base64) throws MalformedQrText {
        try {
            return PublicKey.of(bytes(what, base64));
        } catch (InvalidKey e) {
            throw new MalformedQrText(what + ": " + e.getMessage());
        }
    }

    /// 32 bytes in the one way of writing them: the JDK's decoder forgives a missing end and stray bits.
    private static Octets bytes(String what, String base64) throws MalformedQrText {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == SECRET && base64(Octets.wrap(bytes)).equals(base64)) {
                return Octets.wrap(bytes);
            }
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedQrText(what + ": not base64");
        }
        throw new MalformedQrText(what + ": not base64 of " + SECRET + " bytes");
    }

    private static ClientType type(String field) throws MalformedQrText {
        return ClientType.ofWire(field).orElseThrow(() -> new MalformedQrText("no such client type"));
    }

    /// The text as today's clients show it.
    public String text() {
        var fields = String.join(SEPARATOR, ref, base64(noise.octets()), base64(identity.octets()), base64(advSecret));
        return ADDRESS
                + fields
                + clientType.map(type -> SEPARATOR + type.wire()).orElse("");
    }

    private static String base64(Octets bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    private static boolean isRef(String ref) {
        return !ref.isEmpty() && ref.chars().allMatch(character -> character > ' ' && character < 0x7f);
    }

    @Override
    public String toString() {
        return "QrText[" + ref + ", " + noise + ", " + identity + ", "
                + clientType.map(ClientType::name).orElse("no client type") + "]";
    }
}
