package io.wigwag.core.message.preview;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the head of a page says about it.
///
/// @param image address of a picture, as it is written
/// @param video whether the page shows a video
public record PageHead(String title, String description, Optional<String> image, boolean video) {
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_DESCRIPTION = 1000;

    /// Reads what it can: pages are written by people, and nothing in one is an error.
    public static PageHead parse(String html) {
        var named = new HashMap<String, String>();
        var title = "";
        var scanner = new TagScanner(html);
        while (scanner.next()) {
            if (scanner.is("meta")) {
                meta(scanner.attributes(), named);
            } else if (scanner.is("title") && title.isEmpty()) {
                title = scanner.textUntilEnd();
            } else if (scanner.is("script") || scanner.is("style") || scanner.is("noscript")) {
                scanner.skipUntilEnd();
            } else if (scanner.is("body")) {
                break;
            }
        }
        return new PageHead(
                cut(first(named, title, "og:title", "twitter:title"), LONGEST_TITLE),
                cut(first(named, "", "og:description", "twitter:description", "description"), LONGEST_DESCRIPTION),
                Optional.of(first(named, "", "og:image:secure_url", "og:image", "og:image:url", "twitter:image"))
                        .filter(address -> !address.isEmpty()),
                first(named, "", "og:type").startsWith("video") || named.containsKey("og:video"));
    }

    private static void meta(Map<String, String> attributes, Map<String, String> named) {
        var name = attributes.getOrDefault("property", attributes.getOrDefault("name", ""));
        var content = attributes.getOrDefault("content", "").strip();
        if (!name.isEmpty() && !content.isEmpty()) {
            named.putIfAbsent(name.toLowerCase(Locale.ROOT).strip(), content);
        }
    }

    private static String first(Map<String, String> named, String otherwise, String... names) {
        for (var name : names) {
            var value = named.get(name);
            if (value != null) {
                return value;
            }
        }
        return otherwise;
    }

    /// On one line, and not longer than this.
    private static String cut(String text, int longest) {
        var line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= longest) {
            return line;
        }
        // Not in the middle of a character that takes two places.
        var end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
        return line.substring(0, end);
    }
}
