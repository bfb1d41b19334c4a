package io.wigwag.core.message.preview;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds links in what people write.
public final class Links {
    private static final int LONGEST = 2048;
    private static final Pattern LINK =
            Pattern.compile("(?<![\\p{L}\\p{N}@._-])(?:https?://\\S+|www\\.\\S+)", Pattern.CASE_INSENSITIVE);

    private Links() {}

    /// A link.
    ///
    /// @param text as it was written
    /// @param address where it leads
    public record Link(String text, URI address) {}

    /// The first link of a text that leads somewhere.
    public static Optional<Link> first(String text) {
        var found = LINK.matcher(text);
        while (found.find()) {
            var link = link(trimmed(found.group()));
            if (link.isPresent()) {
                return link;
            }
        }
        return Optional.empty();
    }

    private static Optional<Link> link(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var whole = text.toLowerCase(Locale.ROOT).startsWith("www.") ? "https://" + text : text;
        try {
            var address = new URI(whole);
            return address.getHost() == null || address.getRawUserInfo() != null
                    ? Optional.empty()
                    : Optional.of(new Link(text, address));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// Without the punctuation of the sentence around it. A closing bracket stays if the link opened it.
    private static String trimmed(String link) {
        var end = link.length();
        while (end > 0 && isPunctuation(link, end)) {
            end--;
        }
        return link.substring(0, end);
    }

    private static boolean isPunctuation(String link, int end) {
        var last = link.charAt(end - 1);
        return last == ')'
                ? count(link, end, '(') < count(link, end, ')')
                : ".,;:!?\"'<>]}*_~`\u2026\u00bb\u201d\u2019".indexOf(last) >= 0;
    }

    private static long count(String link, int end, char bracket) {
        return link.chars().limit(end).filter(c -> c == bracket).count();
    }
}
