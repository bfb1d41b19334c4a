package io.wigwag.core.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.function.Function;

/// A short hash over a set of devices, by which sender and server notice that they know different ones.
public final class ParticipantHash {
    private static final String VERSION = "2:";
    private static final int SIZE = 8;
    private static final int SHORT_SIZE = 6;

    private ParticipantHash() {}

    /// The hash as the official clients send it, whatever the order of the devices.
    public static String of(Collection<Jid> devices) {
        return hash(devices, jid -> jid.user() + ".0:" + jid.device() + "@" + jid.server(), SIZE);
    }

    /// A shorter hash, over the addresses as they are written, that one family of open clients sends in its place.
    public static String shortForm(Collection<Jid> devices) {
        return hash(devices, Jid::toString, SHORT_SIZE);
    }

    private static String hash(Collection<Jid> devices, Function<Jid, String> form, int size) {
        var digest = sha256();
        devices.stream()
                .map(form)
                .sorted()
                .forEach(device -> digest.update(device.getBytes(StandardCharsets.US_ASCII)));
        return VERSION + Base64.getEncoder().encodeToString(digest.digest()).substring(0, size);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
