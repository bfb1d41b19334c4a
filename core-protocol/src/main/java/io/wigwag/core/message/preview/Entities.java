package io.wigwag.core.message.preview;

import java.util.Map;

/// Characters that pages write by name or number.
final class Entities {
    private static final int LONGEST = 10;
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", "\u00a0"),
            Map.entry("ndash", "\u2013"),
            Map.entry("mdash", "\u2014"),
            Map.entry("hellip", "\u2026"),
            Map.entry("lsquo", "\u2018"),
            Map.entry("rsquo", "\u2019"),
            Map.entry("ldquo", "\u201c"),
            Map.entry("rdquo", "\u201d"),
            Map.entry("laquo", "\u00ab"),
            Map.entry("raquo", "\u00bb"),
            Map.entry("middot", "\u00b7"),
            Map.entry("copy", "\u00a9"),
            Map.entry("reg", "\u00ae"),
            Map.entry("trade", "\u2122"),
            Map.entry("auml", "\u00e4"),
            Map.entry("ouml", "\u00f6"),
            Map.entry("uuml", "\u00fc"),
            Map.entry("Auml", "\u00c4"),
            Map.entry("Ouml", "\u00d6"),
            Map.entry("Uuml", "\u00dc"),
            Map.entry("szlig", "\u00df"),
            Map.entry("eacute", "\u00e9"),
            Map.entry("egrave", "\u00e8"),
            Map.entry("agrave", "\u00e0"),
            Map.entry("ccedil", "\u00e7"),
            Map.entry("ntilde", "\u00f1"));

    private Entities() {}

    /// The text with every name and number that is known replaced; others stay as they are.
    static String decode(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        var decoded = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            var end = c == '&' ? text.indexOf(';', at) : -1;
            var character = end > at + 1 && end - at <= LONGEST ? character(text.substring(at + 1, end)) : "";
            if (character.isEmpty()) {
                decoded.append(c);
            } else {
                decoded.append(character);
                at = end;
            }
        }
        return decoded.toString();
    }

    private static String character(String name) {
        if (name.charAt(0) != '#') {
            return NAMED.getOrDefault(name, "");
        }
        var hex = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
        var code = 0;
        for (var at = hex ? 2 : 1; at < name.length(); at++) {
            var digit = Character.digit(name.charAt(at), hex ? 16 : 10);
            if (digit < 0) {
                return "";
            }
            code = code * (hex ? 16 : 10) + digit;
            if (code > Character.MAX_CODE_POINT) {
                return "";
            }
        }
        var surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
        return code == 0 || surrogate ? "" : Character.toString(code);
    }
}
