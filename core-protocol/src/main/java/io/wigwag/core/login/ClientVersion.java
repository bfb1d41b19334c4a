package io.wigwag.core.login;

import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// The version of the official client that we speak as, such as `2.3000.1031762964`: data, as servers refuse old ones.
public record ClientVersion(int primary, int secondary, int tertiary) {
    /// As pages carry it: in JSON, which may stand in a text once more.
    private static final Pattern REVISION =
            Pattern.compile("client_revision\\\\{0,3}\"\\s{0,8}:\\s{0,8}(\\d{1,10})(?!\\d)");
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,10})");

    private static final Comparator<ClientVersion> AGE = Comparator.comparingInt(ClientVersion::primary)
            .thenComparingInt(ClientVersion::secondary)
            .thenComparingInt(ClientVersion::tertiary);

    public ClientVersion {
        if (primary < 0 || secondary < 0 || tertiary < 0) {
            throw new IllegalArgumentException("a version has no negative part");
        }
    }

    /// The version that a text means; none where it has another form than `a.b.c`.
    public static Optional<ClientVersion> parse(String text) {
        var parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        var tertiary = Long.parseLong(parts.group(3));
        return tertiary > Integer.MAX_VALUE
                ? Optional.empty()
                : Optional.of(new ClientVersion(
                        Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), (int) tertiary));
    }

    /// The version with the revision that a page of the service names; none where it names none.
    public Optional<ClientVersion> onPage(String page) {
        var revision = REVISION.matcher(page);
        return revision.find() ? parse(primary + "." + secondary + "." + revision.group(1)) : Optional.empty();
    }

    /// Whether it came later, as far as that can be told.
    public boolean isNewerThan(ClientVersion other) {
        return AGE.compare(this, other) > 0;
    }

    /// What a registration names the build by: MD5 of the version's text. A label, nothing is secured by it.
    public Octets buildHash() {
        try {
            var text = toString().getBytes(StandardCharsets.US_ASCII);
            return Octets.wrap(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    @Override
    public String toString() {
        return primary + "." + secondary + "." + tertiary;
    }
}
