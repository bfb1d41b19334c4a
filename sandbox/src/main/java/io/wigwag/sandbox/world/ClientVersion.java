package io.wigwag.sandbox.world;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// The version of a client's program, such as 2.3000.1043857760.
public record ClientVersion(long primary, long secondary, long tertiary) implements Comparable<ClientVersion> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,10})\\.(\\d{1,10})\\.(\\d{1,10})");
    private static final Comparator<ClientVersion> ORDER = Comparator.comparingLong(ClientVersion::primary)
            .thenComparingLong(ClientVersion::secondary)
            .thenComparingLong(ClientVersion::tertiary);

    /// Three numbers with dots between them.
    public static Optional<ClientVersion> parse(String text) {
        var match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new ClientVersion(
                        Long.parseLong(match.group(1)), Long.parseLong(match.group(2)), Long.parseLong(match.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(ClientVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return primary + "." + secondary + "." + tertiary;
    }
}
